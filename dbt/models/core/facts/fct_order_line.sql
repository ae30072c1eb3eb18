with

line as (
    select * from {{ ref('int_sales__order_line') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

product_version as (
    select * from {{ ref('dim_product_history') }}
)

select
    line.customer_key,
    customer_version.customer_version_key,
    line.product_key,
    product_version.product_version_key,
    line.sales_channel_key,
    line.geography_key,
    line.order_date_key,
    line.order_date,
    line.ordered_at,
    line.ordered_at_local,
    line.system_name,
    line.order_id,
    line.order_line_id,
    line.line_type,
    line.item_type,
    line.description,
    line.return_reason_name,
    line.quantity,
    line.units_sold_count,
    line.currency_code,
    line.unit_price_amount_local,
    line.invoiced_amount_local,
    line.invoiced_amount,
    line.gross_sales_amount,
    line.discount_amount,
    line.returns_amount,
    line.adjustments_amount,
    line.net_revenue_amount,
    line.shipping_amount,
    line.fees_amount,
    line.other_amount,
    line._delivery_id,
    line._line,
    line.month
from line
inner join customer_version
    on
        line.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'line.ordered_at') }}
inner join product_version
    on
        line.product_key = product_version.product_key
        and {{ held_at('product_version', 'line.ordered_at') }}
