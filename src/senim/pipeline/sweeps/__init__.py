"""Sweeps: many combinations of values as tasks, and the pages that compare them."""
