-- What there was of each article at the end of each day, in all places together, from its first count to today. A level
-- holds until the next one of its place.
with

level as (
    select * from {{ ref('int_stock__level') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

stretch as (
    select
        level.*,
        least(coalesce({{ day_before('level.next_date') }}, setting.as_of_date), setting.as_of_date) as last_date
    from level
    cross join setting
),

day as (
    select
        product_key,
        system_name,
        on_hand_count,
        available_count,
        incoming_count,
        {{ each_day('first_date', 'last_date') }} as calendar_date
    from stretch
    where first_date <= last_date
)

select
    product_key,
    calendar_date,
    system_name,
    cast(sum(on_hand_count) as bigint) as on_hand_count,
    cast(sum(available_count) as bigint) as available_count,
    cast(sum(incoming_count) as bigint) as incoming_count,
    coalesce(sum(available_count), sum(on_hand_count)) > 0 as is_in_stock
from day
group by product_key, calendar_date, system_name
