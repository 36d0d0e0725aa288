"""Tasks, keys, runs and editions."""
