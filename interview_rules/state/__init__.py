"""The state of one application or of a job search, and the files that hold it."""
