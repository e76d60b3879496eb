"""The library: the ground truth."""
