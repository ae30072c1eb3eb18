-- Every line belongs to an order, and the lines of all orders together are all lines.
with

by_order as (
    select
        count(*) as order_count,
        sum(line_count) as line_count,
        sum(invoiced_amount) as invoiced_amount
    from {{ ref('fct_order') }}
    where line_count > 0
),

by_line as (
    select
        count(distinct system_name || ':' || order_id) as order_count,
        count(*) as line_count,
        sum(invoiced_amount) as invoiced_amount
    from {{ ref('fct_order_line') }}
)

select
    by_order.order_count,
    by_line.order_count as order_count_of_lines,
    by_order.line_count,
    by_line.line_count as line_count_of_lines
from by_order
cross join by_line
where
    by_order.order_count <> by_line.order_count
    or by_order.line_count <> by_line.line_count
    or by_order.invoiced_amount <> by_line.invoiced_amount
