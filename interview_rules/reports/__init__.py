"""Results of the library: reports, plans, explanations, calendar files and pictures."""
