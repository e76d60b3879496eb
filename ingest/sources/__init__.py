"""Where transcripts come from."""
