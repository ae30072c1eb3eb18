select
    system_name,
    order_id,
    _line
from {{ ref('fct_order_line') }} as line
where
    {{ is_due_for_checks('line', 'fct_order_line') }}
    and invoiced_amount <> net_revenue_amount + shipping_amount + fees_amount + other_amount
