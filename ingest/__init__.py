"""Turns transcripts into briefings and keeps library and index up to date. Knows `rag`, never `ui`."""
