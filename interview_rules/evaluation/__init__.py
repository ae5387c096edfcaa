"""Evaluation of states under rule packs, with windows, assumptions, questions and simulation."""
