"""The pages, one module a question. A page only arranges: it asks at its desk and hands figures to blocks.

Belongs here: which figures and blocks a page has, and their order.
Does not belong here: SQL, computing, looks.
"""
