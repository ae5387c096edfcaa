"""Evaluation of a state by a rule pack: sessions, evaluations, and what follows from them."""
