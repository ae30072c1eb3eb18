"""How the extracts of the demo company arrive: on which days, and what goes wrong with some of them.

Belongs here: the calendar of deliveries, planted defects and their stated outcomes.
Does not belong here: what a vendor's file looks like (demo/systems), what is true (demo/world).
"""
