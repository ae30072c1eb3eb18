-- What one unit of a currency was worth in another on each day: the latest rate delivered for that day or before. Where
-- only the other way round was delivered, its inverse; where two systems deliver a pair, that of the first of them.
{{ config(materialized='table') }}
with

delivered as (
    select * from {{ ref('canonical__exchange_rate') }}
    where from_currency_code <> to_currency_code
),

system as (
    select * from {{ source('build', 'system') }}
),

day as (
    select * from {{ ref('int_calendar__day') }}
),

either_way as (
    select
        system_name,
        rate_date,
        from_currency_code,
        to_currency_code,
        rate,
        0 as is_inverse
    from delivered
    union all
    select
        system_name,
        rate_date,
        to_currency_code as from_currency_code,
        from_currency_code as to_currency_code,
        cast(round(1 / rate, 8) as decimal(18, 8)) as rate,
        1 as is_inverse
    from delivered
    where rate > 0
),

ranked as (
    select
        either_way.rate_date,
        either_way.from_currency_code,
        either_way.to_currency_code,
        either_way.rate,
        row_number() over (
            partition by either_way.rate_date, either_way.from_currency_code, either_way.to_currency_code
            order by either_way.is_inverse, system.system_order
        ) as place
    from either_way
    inner join system
        on either_way.system_name = system.system_name
),

in_force as (
    select
        from_currency_code,
        to_currency_code,
        rate,
        rate_date as first_date,
        coalesce(
            lead(rate_date) over (partition by from_currency_code, to_currency_code order by rate_date),
            cast({{ until_further_notice() }} as date)
        ) as next_date
    from ranked
    where place = 1
)

select
    day.calendar_date as rate_date,
    in_force.from_currency_code,
    in_force.to_currency_code,
    in_force.rate
from day
inner join in_force
    on
        day.calendar_date >= in_force.first_date
        and day.calendar_date < in_force.next_date
