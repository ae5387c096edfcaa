"""What can be proved of a rule pack, and counterexamples where it is not so. Needs the extra `prove`."""
