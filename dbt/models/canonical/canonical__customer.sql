-- A table: read some ten times a build, and a source that delivers no customer records makes them of all its lines.
{{ config(materialized='table') }}
{{ every_system('customer') }}
