"""Text files with positions: YAML, JSON, and the shapes that readers expect."""
