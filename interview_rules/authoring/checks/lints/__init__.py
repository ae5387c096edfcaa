"""The lints, one a module: what is found (`FINDING`), and what finds it (`validator`).

A new module in this folder is a new lint; nothing else has to know of it.
"""
