with

day as (
    select * from {{ ref('int_calendar__date') }}
)

select * from day
{{ members_outside(key_columns=['date_key'], name_columns=[], fixed={'is_weekend': 'false', 'is_holiday': 'false'}) }}
