"""Time and place: zones, days, business days, and dates as people write them."""
