"""JSON Schemas of states, packs, tests and results."""
