"""The engine that runs on durable_rules."""
