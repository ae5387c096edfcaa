"""The results that are handed out: reports, plans, explanations, calendars and pictures."""
