"""The condition language: nodes, parser, checker, and the words for people."""
