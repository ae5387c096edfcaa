"""Engines: a checked rule pack becomes something that runs."""
