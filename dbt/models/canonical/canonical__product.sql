-- A table: read some ten times a build, and a source that delivers no product records makes them of all its lines.
{{ config(materialized='table') }}
{{ every_system('product') }}
