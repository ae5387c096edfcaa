"""Engines, which evaluate checked rule packs."""
