-- Each level of stock that stood at the end of a day, by article and place, and the day on which the next one does.
with

level as (
    select * from {{ ref('canonical__stock_level') }}
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

product as (
    select * from {{ ref('int_keys__product') }}
),

in_utc as (
    select
        level.*,
        {{ utc_from_local('level.counted_at_local', 'system.time_zone') }} as counted_at
    from level
    inner join system
        on level.system_name = system.system_name
    where level.counted_at_local is not null
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.counted_at', 'setting.time_zone') }} as date) as counted_date
    from in_utc
    cross join setting
),

ranked as (
    select
        *,
        row_number() over (
            partition by system_name, product_id, location_name, counted_date
            order by counted_at desc, _delivery_id desc, _line desc
        ) as place
    from in_company_time
)

select
    product.product_key,
    ranked.system_name,
    ranked.location_name,
    ranked.counted_date as first_date,
    lead(ranked.counted_date) over (
        partition by ranked.system_name, ranked.product_id, ranked.location_name
        order by ranked.counted_date
    ) as next_date,
    ranked.on_hand_count,
    ranked.available_count,
    ranked.incoming_count
from ranked
inner join product
    on
        ranked.system_name = product.system_name
        and ranked.product_id = product.source_id
where ranked.place = 1
