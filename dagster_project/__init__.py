"""CONDUCT: what runs when, in which order and under whose watch. Dagster shows it, keeps its history and repeats it.

Belongs here: assets, jobs, sensors, schedules, the lock around a run, and `rapport build` as one of those runs.
Does not belong here: how extracts are read (ingest), how rows become the star (dbt), what a version is (warehouse).
"""
