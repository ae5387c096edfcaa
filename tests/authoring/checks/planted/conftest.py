"""Nothing in broken is collected: its test files are there to be refused."""

collect_ignore_glob = ["broken/*"]
