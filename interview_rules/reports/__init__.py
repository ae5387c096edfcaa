"""Results for callers: reports, plans, explanations, calendar files and pictures."""
