with

call as (
    select * from {{ current_rows(source('raw', 'technion__call')) }} as current_call
)

-- The file holds times without a day, so when a call began is not known. Stretches are as delivered: three menu times
-- are negative. A call counts as queued where it waited a second or more.
select
    'technion' as system_name,
    {{ delivered('vru+line') }} || ':' || cast(call_id as string) as call_id,
    cast(null as string) as customer_id,
    nullif(server, 'NO_SERVER') as employee_id,
    'inbound' as direction,
    cast(null as timestamp) as started_at_local,
    cast(null as string) as topic_name,
    type as queue_name,
    case
        when outcome = 'AGENT' then 'answered'
        when outcome = 'HANG' and q_time > 0 then 'abandoned'
        when outcome = 'HANG' then 'menu_exit'
        else 'other'
    end as outcome,
    q_time > 0 as was_queued,
    cast(vru_time as int) as menu_seconds,
    cast(q_time as int) as queue_seconds,
    cast(ser_time as int) as talk_seconds,
    cast(null as int) as hold_seconds,
    cast(null as int) as after_call_work_seconds,
    cast(null as int) as transfer_count,
    cast(null as boolean) as is_resolved,
    _delivery_id,
    _line
from call
