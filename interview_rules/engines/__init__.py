"""Engines: ways to find out which rules of a pack hold. All of them mean the same."""
