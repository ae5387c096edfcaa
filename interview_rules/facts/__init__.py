"""Facts of an event log: the vocabulary, the order of events, and values at an instant."""
