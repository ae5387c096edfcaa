"""What the candidate knows: one application, a job search, and the files that hold them."""
