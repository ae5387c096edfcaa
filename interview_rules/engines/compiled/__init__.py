"""The default engine: a pack compiled to one Python function."""
