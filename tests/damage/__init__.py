"""Damaged files from a seeded generator, each with the outcome that its damage calls for, and the tests that load them.

Belongs here: files that a careless source, a broken transfer or a wrong hand would leave in landing, and what has to
become of them by the nature of their damage. Does not belong here: what the readers say; no outcome is ever found by
asking them.
"""
