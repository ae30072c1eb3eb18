"""EXTRACT: from landing to raw. What the source systems deliver is read, judged by its contract and kept.

Belongs here: contracts, which deliveries are new, readers of formats, raw, quarantine, the ledger, its accounting.
Does not belong here: what the rows mean (dbt), who conducts a build (dagster_project), how it is shown (cli).
Knows none of the other packages but `warehouse.company`.
"""
