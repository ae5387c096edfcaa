"""The default engine: a pack compiled to Python functions."""
