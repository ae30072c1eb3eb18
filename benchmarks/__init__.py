"""How fast, how large: each benchmark prints a ratio against the bare work, in the same run on the same deliveries.

Belongs here: multiplied deliveries, bare counterparts of what Rapport does, measuring, the table of results.
Does not belong here: whether results are right beyond both sides agreeing (tests); limits that fail a test on time.
May know all other packages; none knows it.
"""
