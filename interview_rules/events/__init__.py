"""What can happen in an application, and what each event sets and clears."""
