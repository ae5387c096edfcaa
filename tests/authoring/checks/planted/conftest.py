"""Collection for pytest: the test files in `broken` are invalid on purpose, so they are skipped."""

collect_ignore_glob = ["broken/*"]
