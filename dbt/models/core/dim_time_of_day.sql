with

minute as (
    select * from {{ ref('int_calendar__minute') }}
)

select * from minute
{{ members_outside(
    key_columns=['time_of_day_key'],
    name_columns=['time_label', 'hour_label', 'quarter_hour_label', 'day_part'],
) }}
