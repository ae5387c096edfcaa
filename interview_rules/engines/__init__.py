"""Engines, which turn a checked rule pack into executable code."""
