{# One row per agent who took a call, with the event by which he was done with it. #}
{% macro asterisk__call_leg(system) -%}
with

taken as (
    select * from {{ asterisk_events(system) }} as standing_event
    where event = 'CONNECT'
),

system as (
    select * from {{ asterisk_system(system) }} as this_system
)

select
    '{{ system }}' as system_name,
    taken.call_id,
    cast(taken.nth as int) as leg_number,
    taken.queue as queue_name,
    taken.agent_id as employee_id,
    {{ asterisk_clock('taken.epoch', 'system') }} as started_at_local,
    case when taken.next_event not in ('CONNECT', 'ENTERQUEUE') then cast(taken.next_epoch - taken.epoch as int) end
        as talk_seconds,
    case taken.next_event
        when 'COMPLETEAGENT' then 'agent_hung_up'
        when 'COMPLETECALLER' then 'caller_hung_up'
        when 'BLINDTRANSFER' then 'transferred'
        when 'ATTENDEDTRANSFER' then 'transferred'
        else 'other'
    end as end_reason,
    taken._delivery_id,
    taken._line
from taken
cross join system
{%- endmacro %}
