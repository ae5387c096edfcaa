"""The lints, one per module: a kind of finding (`FINDING`) and its `validator`.

Every module of this package is a lint; the registry discovers it automatically.
"""
