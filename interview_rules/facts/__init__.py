"""An event log becomes facts: the vocabulary, the order of events, and the values at an instant."""
