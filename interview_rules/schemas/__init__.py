"""JSON Schemas of states, packs, test files and results."""
