{# A delivered column whose name only quotes can hold: spaces, signs. Engines quote differently. #}
{% macro delivered(column_name) -%}
    {{ adapter.quote(column_name) }}
{%- endmacro %}

{# Rows of a raw table as staging reads them; what a raw table holds is said in ingest/raw_table.py. #}

{# Rows without a key that stand: those whose file has not been corrected or taken out since. #}
{% macro standing_rows(relation) -%}
    (
        select raw_row.*
        from {{ relation }} as raw_row
        where raw_row._withdrawn_delivery_id is null
    )
{%- endmacro %}

{# The version of each key that holds today, unless the key is gone or the source says that it is deleted. #}
{% macro current_rows(relation) -%}
    (
        select raw_row.*
        from {{ relation }} as raw_row
        where
            raw_row._withdrawn_delivery_id is null
            and raw_row._valid_to_at is null
            and not raw_row._is_deleted
    )
{%- endmacro %}

{# Every version of each key that held for some time, from valid_from_at until valid_to_at (empty: it still holds), in
   the local time of the system. A key that is gone has a version with is_deleted that says since when. #}
{% macro version_rows(relation) -%}
    (
        select
            raw_row.*,
            raw_row._valid_from_at as valid_from_at,
            raw_row._valid_to_at as valid_to_at,
            raw_row._is_deleted as is_deleted
        from {{ relation }} as raw_row
        where
            raw_row._withdrawn_delivery_id is null
            and (raw_row._valid_to_at is null or raw_row._valid_to_at > raw_row._valid_from_at)
    )
{%- endmacro %}
