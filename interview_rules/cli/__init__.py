"""The command line: `interview-rules`."""
