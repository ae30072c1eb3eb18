"""The company that the demo builds and that the examples in --help name.

Belongs here: its folder, the one place in code that names a company. Does not belong here: anything else of it.
"""

DEMO_COMPANY = "data/demo"
