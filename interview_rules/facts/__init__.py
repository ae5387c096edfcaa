"""From an event log to facts: the vocabulary, the order of events, and values at an instant."""
