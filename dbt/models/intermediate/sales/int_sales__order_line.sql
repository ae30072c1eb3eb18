-- Each line with its keys, its day in company time, and its amount put into exactly one of the parts of what was
-- invoiced: sales, discounts, returns, adjustments (together net revenue), shipping, fees, other.
with

order_line as (
    select * from {{ ref('canonical__order_line') }}
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

customer as (
    select * from {{ ref('int_identity__customer_record') }}
),

product as (
    select * from {{ ref('int_keys__product') }}
),

geography as (
    select * from {{ ref('int_keys__geography') }}
),

channel as (
    select * from {{ ref('channel') }}
),

in_utc as (
    select
        order_line.*,
        {{ utc_from_local('order_line.ordered_at_local', 'system.time_zone') }} as ordered_at
    from order_line
    inner join system
        on order_line.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        {{ local_from_utc('in_utc.ordered_at', 'setting.time_zone') }} as ordered_at_company,
        -- a line in another currency has no amount here until a rate is delivered, and the build stops at it
        case when in_utc.currency_code = setting.currency_code then cast(1 as decimal(18, 8)) end as exchange_rate
    from in_utc
    cross join setting
),

priced as (
    select
        *,
        cast(ordered_at_company as date) as order_date,
        cast(round(quantity * unit_price_amount_local, 4) as decimal(18, 4)) as amount_before_discount_local,
        cast(round(quantity * unit_price_amount_local * exchange_rate, 4) as decimal(18, 4)) as amount_before_discount,
        cast(round(discount_amount_local * exchange_rate, 4) as decimal(18, 4)) as line_discount_amount
    from in_company_time
),

parted as (
    select
        *,
        amount_before_discount - line_discount_amount as invoiced_amount,
        amount_before_discount_local - discount_amount_local as invoiced_amount_local,
        case
            when line_type = 'adjustment' then 'adjustment'
            when item_type = 'product' and line_type = 'sale' then 'sale'
            when item_type = 'product' then 'return'
            else item_type
        end as part
    from priced
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    case when parted.product_id is null then -2 else coalesce(product.product_key, -1) end as product_key,
    coalesce(channel.channel_key, -1) as sales_channel_key,
    coalesce(geography.geography_key, -1) as geography_key,
    {{ date_key('parted.order_date') }} as order_date_key,
    parted.order_date,
    parted.ordered_at,
    parted.ordered_at_company as ordered_at_local,
    {{ month_of('parted.order_date') }} as order_month,
    parted.system_name,
    parted.order_id,
    parted.order_line_id,
    parted.line_type,
    parted.item_type,
    parted.description,
    parted.quantity,
    case when parted.part = 'sale' then parted.quantity else 0 end as units_sold_count,
    parted.currency_code,
    parted.unit_price_amount_local,
    cast(parted.invoiced_amount_local as decimal(18, 4)) as invoiced_amount_local,
    cast(parted.invoiced_amount as decimal(18, 4)) as invoiced_amount,
    {{ where_part("parted.part = 'sale'", 'parted.amount_before_discount') }} as gross_sales_amount,
    cast(
        case
            when parted.part = 'sale' then parted.line_discount_amount
            when parted.part = 'discount' then -parted.invoiced_amount
            else 0
        end as decimal(18, 4)
    ) as discount_amount,
    {{ where_part("parted.part = 'return'", '-parted.invoiced_amount') }} as returns_amount,
    {{ where_part("parted.part = 'adjustment'", 'parted.invoiced_amount') }} as adjustments_amount,
    {{ where_part("parted.part in ('sale', 'discount', 'return', 'adjustment')", 'parted.invoiced_amount') }}
        as net_revenue_amount,
    {{ where_part("parted.part = 'shipping'", 'parted.invoiced_amount') }} as shipping_amount,
    {{ where_part("parted.part = 'fee'", 'parted.invoiced_amount') }} as fees_amount,
    {{ where_part("parted.part = 'other'", 'parted.invoiced_amount') }} as other_amount,
    parted._delivery_id,
    parted._line
from parted
left join customer
    on
        parted.system_name = customer.system_name
        and parted.customer_id = customer.source_id
left join product
    on
        parted.system_name = product.system_name
        and parted.product_id = product.source_id
left join geography
    on parted.country_name = geography.source_id
left join channel
    on parted.sales_channel_code = channel.channel_code
