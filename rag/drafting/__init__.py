"""What is proposed as an answer."""
