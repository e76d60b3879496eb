"""The index, derived from the library."""
