-- A place is the same place whichever system names it, so its ids are Rapport's own.
with

id as (
    select
        'rapport' as system_name,
        'country' as entity_name,
        country_name as source_id,
        birth_delivery_date
    from {{ ref('int_sales__country') }}
)

{{ number_new_ids('id', 'geography_key', []) }}
