with

ticket as (
    select * from {{ current_rows(source('raw', 'kaggle_tickets__ticket')) }} as current_ticket
)

select
    'kaggle_tickets' as system_name,
    cast({{ delivered('Ticket ID') }} as string) as response_id,
    'csat' as instrument,
    cast({{ delivered('Ticket ID') }} as string) as customer_id,
    cast(null as string) as employee_id,
    cast(null as string) as call_id,
    cast({{ delivered('Ticket ID') }} as string) as ticket_id,
    cast(null as string) as order_id,
    cast(null as timestamp) as answered_at_local,
    cast({{ delivered('Customer Satisfaction Rating') }} as decimal(9, 4)) as score,
    cast(1 as decimal(9, 4)) as lowest_score,
    cast(5 as decimal(9, 4)) as highest_score,
    cast(null as string) as comment,
    _delivery_id,
    _line
from ticket
where {{ delivered('Customer Satisfaction Rating') }} is not null
