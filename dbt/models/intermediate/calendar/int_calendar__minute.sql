-- What each minute of a day is called in hours, quarters of an hour and parts of the day.
with

minute as (
    select {{ each_number(0, 1439) }} as minute_of_day
),

numbered as (
    select
        cast(minute_of_day as int) as time_of_day_key,
        cast(floor(minute_of_day / 60) as int) as hour_number,
        cast(minute_of_day % 60 as int) as minute_number
    from minute
),

labelled as (
    select
        *,
        lpad(cast(hour_number as string), 2, '0') as hour_digits,
        lpad(cast(minute_number as string), 2, '0') as minute_digits,
        lpad(cast(minute_number - minute_number % 15 as string), 2, '0') as quarter_hour_digits
    from numbered
)

select
    time_of_day_key,
    hour_number,
    minute_number,
    hour_digits || ':' || minute_digits as time_label,
    hour_digits || ':00' as hour_label,
    hour_digits || ':' || quarter_hour_digits as quarter_hour_label,
    case
        when hour_number < 6 then 'night'
        when hour_number < 12 then 'morning'
        when hour_number < 18 then 'afternoon'
        else 'evening'
    end as day_part
from labelled
