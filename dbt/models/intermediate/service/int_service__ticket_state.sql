-- The stretches in which each ticket stood in one state, with the company's days on which they begin and end. Read from
-- what happened to it; a ticket whose events do not tell of its solution is open from its opening to its own. What no
-- event has said yet is as the ticket says it today.
{% set in_order = 'partition by system_name, ticket_id order by happened_at, place, event_number, event_id' -%}
with

ticket as (
    select * from {{ ref('int_service__ticket') }}
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

event as (
    select
        event.system_name,
        event.ticket_id,
        {{ utc_from_local('event.happened_at_local', 'system.time_zone') }} as happened_at,
        coalesce(event.event_number, 0) as event_number,
        event.event_id,
        case
            when event.status is not null then event.status
            when event.event_type in ('resolved', 'closed') then event.event_type
            when event.event_type in ('opened', 'reopened') then 'open'
        end as status,
        event.priority,
        event.team_name
    from {{ ref('canonical__ticket_event') }} as event
    inner join system
        on event.system_name = system.system_name
    where event.happened_at_local is not null
),

resolved_by_event as (
    select distinct
        system_name,
        ticket_id
    from event
    where status in ('resolved', 'closed')
),

moment as (
    select
        system_name,
        ticket_id,
        opened_at as happened_at,
        0 as place,
        cast(0 as bigint) as event_number,
        '' as event_id,
        'open' as status,
        cast(null as string) as priority,
        cast(null as string) as team_name
    from ticket
    where opened_at is not null
    union all
    select
        system_name,
        ticket_id,
        happened_at,
        1 as place,
        event_number,
        event_id,
        status,
        priority,
        team_name
    from event
    union all
    select
        ticket.system_name,
        ticket.ticket_id,
        coalesce(ticket.resolved_at, ticket.closed_at, ticket.opened_at) as happened_at,
        2 as place,
        cast(0 as bigint) as event_number,
        '' as event_id,
        'resolved' as status,
        cast(null as string) as priority,
        cast(null as string) as team_name
    from ticket
    left join resolved_by_event
        on
            ticket.system_name = resolved_by_event.system_name
            and ticket.ticket_id = resolved_by_event.ticket_id
    where
        ticket.is_resolved
        and resolved_by_event.ticket_id is null
        and coalesce(ticket.resolved_at, ticket.closed_at, ticket.opened_at) is not null
),

stretch as (
    select
        system_name,
        ticket_id,
        happened_at as begins_at,
        lead(happened_at) over ({{ in_order }}) as ends_at,
        {{ last_filled('status', in_order) }} as status,
        {{ last_filled('priority', in_order) }} as priority,
        {{ last_filled('team_name', in_order) }} as team_name
    from moment
)

select
    stretch.system_name,
    stretch.ticket_id,
    ticket.ticket_type,
    stretch.status,
    coalesce(stretch.priority, ticket.priority) as priority,
    coalesce(stretch.team_name, ticket.team_name) as team_name,
    ticket.opened_date,
    cast({{ local_from_utc('stretch.begins_at', 'setting.time_zone') }} as date) as begins_date,
    cast({{ local_from_utc('stretch.ends_at', 'setting.time_zone') }} as date) as ends_date
from stretch
inner join ticket
    on
        stretch.system_name = ticket.system_name
        and stretch.ticket_id = ticket.ticket_id
cross join setting
