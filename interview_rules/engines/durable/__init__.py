"""The engine on durable_rules."""
