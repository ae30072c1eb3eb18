with

stock_day as (
    select * from {{ ref('int_stock__day') }}
),

calendar as (
    select * from {{ ref('int_calendar__end_of_day') }}
),

product_version as (
    select * from {{ ref('dim_product_history') }}
)

select
    stock_day.product_key,
    product_version.product_version_key,
    {{ date_key('stock_day.calendar_date') }} as date_key,
    stock_day.calendar_date,
    stock_day.system_name,
    stock_day.on_hand_count,
    stock_day.available_count,
    stock_day.incoming_count,
    stock_day.is_in_stock
from stock_day
inner join calendar
    on stock_day.calendar_date = calendar.calendar_date
inner join product_version
    on
        stock_day.product_key = product_version.product_key
        and {{ held_at('product_version', 'calendar.last_second_at') }}
