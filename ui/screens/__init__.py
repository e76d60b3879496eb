"""One file a page. (A folder called pages would be taken by Streamlit for pages of its own.)"""
