"""Who the company's people are and what they do, month by month.

Belongs here: behaviour and its parameters, in the company's own words.
Does not belong here: a vendor's word or format (demo/systems), files (demo/truth).
"""
