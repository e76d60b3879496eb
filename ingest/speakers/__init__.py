"""Who speaks, and to which question."""
