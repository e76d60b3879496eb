"""Measurements of the project on real transcripts and questions, which lie outside it; reports go to docs/."""
