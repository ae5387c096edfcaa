"""The test files in `broken` are invalid on purpose, so pytest does not collect them."""

collect_ignore_glob = ["broken/*"]
