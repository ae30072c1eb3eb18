{# One row per stretch in which an agent was logged in, told when he logs off; a pause counts where it begins. #}
{% macro asterisk__agent_session(system) -%}
with

event as (
    select
        *,
        {{ asterisk_agent('agent') }} as agent_id
    from {{ standing_rows(source('raw', system ~ '__queue_event')) }} as standing_event
    where event in ('AGENTLOGOFF', 'PAUSEALL', 'UNPAUSEALL')
),

session as (
    select
        agent_id,
        epoch - cast(data2 as bigint) as logged_in_epoch,
        epoch as logged_out_epoch,
        _delivery_id,
        _line
    from event
    where event = 'AGENTLOGOFF'
),

rest as (
    select
        agent_id,
        event,
        epoch as began_epoch,
        lead(epoch) over (partition by agent_id order by epoch, _delivery_id, _line) as ended_epoch
    from event
),

paused as (
    select
        session.agent_id,
        session.logged_in_epoch,
        sum(least(rest.ended_epoch, session.logged_out_epoch) - rest.began_epoch) as paused_seconds
    from session
    inner join rest
        on
            session.agent_id = rest.agent_id
            and session.logged_in_epoch <= rest.began_epoch
            and session.logged_out_epoch > rest.began_epoch
    where rest.event = 'PAUSEALL'
    group by session.agent_id, session.logged_in_epoch
),

system as (
    select * from {{ asterisk_system(system) }} as this_system
)

select
    '{{ system }}' as system_name,
    session.agent_id || ':' || cast(session.logged_in_epoch as string) as session_id,
    session.agent_id as employee_id,
    {{ asterisk_clock('session.logged_in_epoch', 'system') }} as logged_in_at_local,
    {{ asterisk_clock('session.logged_out_epoch', 'system') }} as logged_out_at_local,
    cast(coalesce(paused.paused_seconds, 0) as int) as paused_seconds,
    session._delivery_id,
    session._line
from session
left join paused
    on
        session.agent_id = paused.agent_id
        and session.logged_in_epoch = paused.logged_in_epoch
cross join system
{%- endmacro %}
