"""From lines to turns."""
