"""Tools for rule authors: checks, pack tests, proofs, generated pages and scaffolds."""
