with

call as (
    select * from {{ current_rows(source('raw', 'pwc_calls__call')) }} as current_call
)

-- When the caller answered is not delivered; the call's time is not put in its place.
select
    'pwc_calls' as system_name,
    {{ delivered('Call Id') }} as response_id,
    'csat' as instrument,
    cast(null as string) as customer_id,
    Agent as employee_id,
    {{ delivered('Call Id') }} as call_id,
    cast(null as string) as ticket_id,
    cast(null as string) as order_id,
    cast(null as timestamp) as answered_at_local,
    cast({{ delivered('Satisfaction rating') }} as decimal(9, 4)) as score,
    cast(1 as decimal(9, 4)) as lowest_score,
    cast(5 as decimal(9, 4)) as highest_score,
    cast(null as string) as comment,
    _delivery_id,
    _line
from call
where {{ delivered('Satisfaction rating') }} is not null
