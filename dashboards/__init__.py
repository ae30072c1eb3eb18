"""SHOW: the pages on which people see figures and drill down to the rows.

Belongs here: pages (arrange), blocks (pieces of a page), charts, how numbers and dates are written, state in the URL.
Does not belong here: SQL, and the computing of any metric; every figure is asked at the door (warehouse/metrics.py).
"""
