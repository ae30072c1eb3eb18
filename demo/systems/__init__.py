"""The operational systems of the demo company: each writes its extracts in its vendor's own format.

Belongs here: a vendor's layout, words and ids, one module (or folder) per vendor.
Does not belong here: what is true (demo/world), when extracts are delivered and what goes wrong (demo/deliveries).
"""
