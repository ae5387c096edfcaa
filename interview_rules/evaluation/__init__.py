"""A state meets a rule pack: sessions, and everything that follows from one."""
