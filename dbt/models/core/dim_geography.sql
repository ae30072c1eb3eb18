with

key as (
    select * from {{ ref('int_keys__geography') }}
),

country as (
    select * from {{ ref('int_sales__country') }}
),

keyed as (
    select
        key.geography_key,
        country.country_code,
        country.country_name
    from country
    inner join key
        on country.country_name = key.source_id
)

select * from keyed
{{ members_outside(key_columns=['geography_key'], name_columns=['country_name']) }}
