select order_month
from {{ ref('fct_order_line') }} as line
where
    {{ is_due_for_checks('line', 'fct_order_line') }}
    and order_month <> {{ month_of('order_date') }}

union all

select order_month
from {{ ref('fct_order') }} as sales_order
where
    {{ is_due_for_checks('sales_order', 'fct_order') }}
    and order_month <> {{ month_of('order_date') }}
