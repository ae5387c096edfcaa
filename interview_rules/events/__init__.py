"""Events of an application, and what each of them sets and clears."""
