"""Folding of event logs in columns: the facts of many applications at one moment, all at once."""
