-- Each line with its keys, its day in company time, and its amount put into exactly one of the parts of what was
-- invoiced: sales, discounts, returns, adjustments (together net revenue), shipping, fees, other. Shipping that is
-- charged with the line is shipping, whatever the line itself is about. What was given back is a line of type return of
-- its own day: its sign is turned here, and what was paid back is its amount, whatever that makes for one piece.
with

order_line as (
    select
        system_name,
        order_id,
        order_line_id,
        customer_id,
        product_id,
        ordered_at_local,
        line_type,
        item_type,
        description,
        cast(null as string) as return_reason_name,
        quantity,
        unit_price_amount_local,
        quantity * unit_price_amount_local as amount_local,
        discount_amount_local,
        shipping_amount_local,
        currency_code,
        price_currency_code,
        sales_channel_code,
        country_name,
        _delivery_id,
        _line
    from {{ ref('canonical__order_line') }}
    union all
    select
        system_name,
        order_id,
        return_id as order_line_id,
        customer_id,
        product_id,
        returned_at_local as ordered_at_local,
        'return' as line_type,
        item_type,
        cast(null as string) as description,
        reason_name as return_reason_name,
        -quantity as quantity,
        cast(null as decimal(18, 4)) as unit_price_amount_local,
        -amount_local as amount_local,
        cast(0 as decimal(18, 4)) as discount_amount_local,
        cast(0 as decimal(18, 4)) as shipping_amount_local,
        currency_code,
        currency_code as price_currency_code,
        sales_channel_code,
        country_name,
        _delivery_id,
        _line
    from {{ ref('canonical__return') }}
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

exchange_rate as (
    select * from {{ ref('int_finance__exchange_rate') }}
),

in_company_time as (
    select
        in_utc.*,
        {{ local_from_utc('in_utc.ordered_at', 'setting.time_zone') }} as ordered_at_company,
        cast({{ local_from_utc('in_utc.ordered_at', 'setting.time_zone') }} as date) as order_date,
        setting.currency_code as company_currency_code
    from in_utc
    cross join setting
),

-- A line whose price has no rate of its day has no amount here, and the build stops at it.
rated as (
    select
        in_company_time.*,
        case
            when in_company_time.price_currency_code = in_company_time.company_currency_code
                then cast(1 as decimal(18, 8))
            else to_company.rate
        end as company_rate,
        case
            when in_company_time.price_currency_code = in_company_time.currency_code
                then cast(1 as decimal(18, 8))
            else to_line.rate
        end as line_rate
    from in_company_time
    left join exchange_rate as to_company
        on
            in_company_time.price_currency_code = to_company.from_currency_code
            and in_company_time.company_currency_code = to_company.to_currency_code
            and in_company_time.order_date = to_company.rate_date
    left join exchange_rate as to_line
        on
            in_company_time.price_currency_code = to_line.from_currency_code
            and in_company_time.currency_code = to_line.to_currency_code
            and in_company_time.order_date = to_line.rate_date
),

priced as (
    select
        *,
        cast(round(amount_local * line_rate, 4) as decimal(18, 4)) as amount_before_discount_local,
        cast(round(discount_amount_local * line_rate, 4) as decimal(18, 4)) as line_discount_amount_local,
        cast(round(shipping_amount_local * line_rate, 4) as decimal(18, 4)) as line_shipping_amount_local,
        cast(round(amount_local * company_rate, 4) as decimal(18, 4)) as amount_before_discount,
        cast(round(discount_amount_local * company_rate, 4) as decimal(18, 4)) as line_discount_amount,
        cast(round(shipping_amount_local * company_rate, 4) as decimal(18, 4)) as line_shipping_amount
    from rated
),

parted as (
    select
        *,
        amount_before_discount - line_discount_amount as item_amount,
        amount_before_discount - line_discount_amount + line_shipping_amount as invoiced_amount,
        amount_before_discount_local - line_discount_amount_local + line_shipping_amount_local
            as invoiced_amount_local,
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
    {{ month_of('parted.order_date') }} as month,
    parted.system_name,
    parted.order_id,
    parted.order_line_id,
    parted.line_type,
    parted.item_type,
    parted.description,
    parted.return_reason_name,
    parted.quantity,
    case when parted.part = 'sale' then parted.quantity else 0 end as units_sold_count,
    parted.currency_code,
    cast(round(parted.unit_price_amount_local * parted.line_rate, 4) as decimal(18, 4)) as unit_price_amount_local,
    cast(parted.invoiced_amount_local as decimal(18, 4)) as invoiced_amount_local,
    cast(parted.invoiced_amount as decimal(18, 4)) as invoiced_amount,
    {{ where_part("parted.part = 'sale'", 'parted.amount_before_discount') }} as gross_sales_amount,
    cast(
        case
            when parted.part = 'sale' then parted.line_discount_amount
            when parted.part = 'discount' then -parted.item_amount
            else 0
        end as decimal(18, 4)
    ) as discount_amount,
    {{ where_part("parted.part = 'return'", '-parted.item_amount') }} as returns_amount,
    {{ where_part("parted.part = 'adjustment'", 'parted.item_amount') }} as adjustments_amount,
    {{ where_part("parted.part in ('sale', 'discount', 'return', 'adjustment')", 'parted.item_amount') }}
        as net_revenue_amount,
    cast(
        case when parted.part = 'shipping' then parted.item_amount else 0 end + parted.line_shipping_amount
        as decimal(18, 4)
    ) as shipping_amount,
    {{ where_part("parted.part = 'fee'", 'parted.item_amount') }} as fees_amount,
    {{ where_part("parted.part = 'other'", 'parted.item_amount') }} as other_amount,
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
