"""ASK: the settings of a company, its published versions, and the one door through which they are asked.

Belongs here: what a company is, versions on the shelf, reading, metrics, drill-through.
Does not belong here: loading extracts (ingest), conducting a build (dagster_project), showing (dashboards).
Knows none of the other packages.
"""
