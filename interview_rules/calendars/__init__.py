"""Time zones, days, business days, and the parsing and formatting of dates."""
