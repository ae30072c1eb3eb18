"""The commands of ./rapport. May know every other package; none may know it.

Belongs here: what a person types, what he sees while it runs and at the end, and the exit code
(0 good, 1 failed, 2 wrong call).
Does not belong here: the work itself (ingest, warehouse, dagster_project).
"""
