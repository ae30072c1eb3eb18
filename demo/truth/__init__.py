"""The truth as tables: what really happened, exactly, and the parameters it was made with.

Belongs here: the tables' columns and writing them. Does not belong here: behaviour (demo/world).
"""
