"""Answers a question from the library: understand its scope, retrieve turns, draft claims, check every claim. Knows nothing of `ingest` or `ui`."""
