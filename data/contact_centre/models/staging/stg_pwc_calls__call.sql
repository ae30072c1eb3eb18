with

call as (
    select * from {{ current_rows(source('raw', 'pwc_calls__call')) }} as current_call
)

-- Those who gave out the data ask for "calls answered/abandoned", so a call that was not answered was abandoned.
select
    'pwc_calls' as system_name,
    {{ delivered('Call Id') }} as call_id,
    cast(null as string) as customer_id,
    Agent as employee_id,
    'inbound' as direction,
    {{ at_clock('Date', 'Time') }} as started_at_local,
    Topic as topic_name,
    cast(null as string) as queue_name,
    case when {{ delivered('Answered (Y/N)') }} then 'answered' else 'abandoned' end as outcome,
    true as was_queued,
    cast(null as int) as menu_seconds,
    cast({{ delivered('Speed of answer in seconds') }} as int) as queue_seconds,
    {{ seconds_of_clock('AvgTalkDuration') }} as talk_seconds,
    cast(null as int) as hold_seconds,
    cast(null as int) as after_call_work_seconds,
    cast(null as int) as transfer_count,
    Resolved as is_resolved,
    _delivery_id,
    _line
from call
