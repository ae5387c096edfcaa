"""Evaluation of a state by a rule pack: sessions and everything derived from them."""
