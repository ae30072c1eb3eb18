with

sales_order as (
    select * from {{ ref('int_sales__order') }}
    {{ where_restated() }}
),

line as (
    select * from {{ ref('fct_order_line') }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

of_lines as (
    select
        sales_order.system_name,
        sales_order.order_id,
        count(*) as line_count,
        max(line.line_type = 'sale') as has_sale_line,
        cast(sum(line.invoiced_amount) as decimal(18, 4)) as invoiced_amount,
        cast(sum(line.net_revenue_amount) as decimal(18, 4)) as net_revenue_amount
    from sales_order
    inner join line
        on
            sales_order.system_name = line.system_name
            and sales_order.order_id = line.order_id
    group by sales_order.system_name, sales_order.order_id
)

select
    sales_order.customer_key,
    customer_version.customer_version_key,
    sales_order.sales_channel_key,
    sales_order.geography_key,
    sales_order.ordered_date_key,
    sales_order.paid_date_key,
    sales_order.shipped_date_key,
    sales_order.delivered_date_key,
    sales_order.cancelled_date_key,
    sales_order.ordered_at,
    sales_order.paid_at,
    sales_order.shipped_at,
    sales_order.delivered_at,
    sales_order.cancelled_at,
    sales_order.order_date,
    sales_order.system_name,
    sales_order.order_id,
    sales_order.status_name,
    sales_order.is_cancelled,
    cast(coalesce(of_lines.line_count, 0) as bigint) as line_count,
    coalesce(of_lines.has_sale_line, false) as has_sale_line,
    coalesce(of_lines.invoiced_amount, cast(0 as decimal(18, 4))) as invoiced_amount,
    coalesce(of_lines.net_revenue_amount, cast(0 as decimal(18, 4))) as net_revenue_amount,
    sales_order._delivery_id,
    sales_order.month
from sales_order
left join of_lines
    on
        sales_order.system_name = of_lines.system_name
        and sales_order.order_id = of_lines.order_id
inner join customer_version
    on
        sales_order.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'sales_order.ordered_at') }}
