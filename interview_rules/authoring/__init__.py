"""Tools for authors of rules: checks, pack tests, proofs, generated pages and scaffolds."""
