"""Finding turns."""
