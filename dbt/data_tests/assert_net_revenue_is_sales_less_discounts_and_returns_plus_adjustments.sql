select
    system_name,
    order_id,
    _line
from {{ ref('fct_order_line') }} as line
where
    {{ is_due_for_checks('line', 'fct_order_line') }}
    and net_revenue_amount <> gross_sales_amount - discount_amount - returns_amount + adjustments_amount
