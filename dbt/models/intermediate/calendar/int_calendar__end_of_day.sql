-- The last second of each of the company's days, UTC: by it a version of a member is chosen where a fact stands for the
-- end of a day.
with

day as (
    select * from {{ ref('int_calendar__day') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

last_second as (
    select
        calendar_date,
        cast(cast(calendar_date as string) || ' 23:59:59' as timestamp) as last_second_at_local
    from day
)

select
    last_second.calendar_date,
    {{ utc_from_local('last_second.last_second_at_local', 'setting.time_zone') }} as last_second_at
from last_second
cross join setting
