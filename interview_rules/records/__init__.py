"""Results as data: the models of reports, plans, explanations and questions."""
