"""Events of an application, and the effects of each of them."""
