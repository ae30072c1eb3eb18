{# One row per call: its paths of the CDR together, and what the queue's log says of it. #}
{% macro asterisk__call(system) -%}
with

path as (
    select * from {{ standing_rows(source('raw', system ~ '__cdr')) }} as standing_path
),

event as (
    select * from {{ asterisk_events(system) }} as standing_event
),

dialled as (
    select
        uniqueid,
        min(start) as started_at_local,
        max(nullif(accountcode, '')) as customer_id,
        max(nullif(userfield, '')) as userfield,
        max(case when lower(lastapp) = 'voicemail' then 1 else 0 end) = 1 as left_a_message,
        max(case when dcontext like 'from-internal%' then 1 else 0 end) = 1 as is_outbound,
        max(_delivery_id) as _delivery_id,
        min(_line) as _line
    from path
    group by uniqueid
),

queued as (
    select
        call_id,
        max(case when event = 'ENTERQUEUE' then queue end) as queue_name,
        max(case when event = 'CONNECT' and nth = 1 then agent_id end) as employee_id,
        max(case when event = 'CONNECT' and nth = 1 then cast(data1 as int) end) as hold_time,
        max(case when event in ('ABANDON', 'EXITWITHTIMEOUT', 'EXITEMPTY') then cast(data3 as int) end) as wait_time,
        max(case when event = 'EXITWITHKEY' then cast(data4 as int) end) as wait_until_key,
        max(case when event = 'ABANDON' then 1 else 0 end) = 1 as is_abandoned,
        max(case when event = 'EXITWITHKEY' then 1 else 0 end) = 1 as left_by_key,
        sum(
            case
                when event in ('COMPLETEAGENT', 'COMPLETECALLER') then cast(data2 as int)
                when event in ('BLINDTRANSFER', 'ATTENDEDTRANSFER') then cast(data4 as int)
            end
        ) as call_time,
        sum(case when event in ('BLINDTRANSFER', 'ATTENDEDTRANSFER') then 1 else 0 end) as transfer_count,
        max(case when event = 'WRAPUP' then cast(data1 as int) end) as wrap_up_seconds,
        max(case when event = 'WRAPUP' then cast(data2 as int) end) as hold_seconds,
        max(case when event = 'WRAPUP' then cast(data3 as int) end) as was_settled
    from event
    group by call_id
)

select
    '{{ system }}' as system_name,
    dialled.uniqueid as call_id,
    dialled.customer_id,
    queued.employee_id,
    case when dialled.is_outbound then 'outbound' else 'inbound' end as direction,
    dialled.started_at_local,
    {{ asterisk_userfield('dialled.userfield', 'topic') }} as topic_name,
    coalesce(queued.queue_name, {{ asterisk_userfield('dialled.userfield', 'queue') }}) as queue_name,
    case
        when queued.employee_id is not null then 'answered'
        when dialled.left_a_message then 'voicemail'
        when queued.is_abandoned then 'abandoned'
        when queued.left_by_key then 'callback'
        when queued.queue_name is not null then 'other'
        else 'menu_exit'
    end as outcome,
    queued.queue_name is not null as was_queued,
    cast({{ asterisk_userfield('dialled.userfield', 'menu') }} as int) as menu_seconds,
    coalesce(queued.hold_time, queued.wait_time, queued.wait_until_key, 0) as queue_seconds,
    cast(coalesce(queued.call_time, 0) - coalesce(queued.hold_seconds, 0) as int) as talk_seconds,
    case when queued.employee_id is null then 0 else queued.hold_seconds end as hold_seconds,
    case when queued.employee_id is null then 0 else queued.wrap_up_seconds end as after_call_work_seconds,
    cast(coalesce(queued.transfer_count, 0) as int) as transfer_count,
    queued.was_settled = 1 as is_resolved,
    dialled._delivery_id,
    dialled._line
from dialled
left join queued
    on dialled.uniqueid = queued.call_id
{%- endmacro %}
