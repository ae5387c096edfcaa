"""The default engine: a pack as one generated Python function."""
