"""The condition language: nodes, parser, checker and printer."""
