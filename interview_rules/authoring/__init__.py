"""Tools for those who write rules: checks, tests, proofs, docs and scaffolds."""
