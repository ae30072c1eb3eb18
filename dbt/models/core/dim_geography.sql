with

place as (
    select country_code, country_name from {{ ref('canonical__order_line') }}
    union all
    select country_code, country_name from {{ ref('canonical__order') }}
),

key as (
    select * from {{ ref('int_keys__geography') }}
),

country as (
    select
        key.geography_key,
        max(place.country_code) as country_code,
        key.source_id as country_name
    from key
    inner join place
        on key.source_id = place.country_name
    group by key.geography_key, key.source_id
)

select * from country
{{ members_outside(key_columns=['geography_key'], name_columns=['country_name']) }}
