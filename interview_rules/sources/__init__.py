"""Text files with positions: YAML, JSON, and checks of the expected shapes."""
