{# What happened to tickets, as their audits tell it. #}
{% macro zendesk__ticket_event(system) -%}
with

change as (
    select * from {{ zendesk_change(system) }} as told
),

team as (
    select * from {{ current_rows(source('raw', system ~ '__group')) }} as current_group
)

select
    '{{ system }}' as system_name,
    cast(change.ticket_id as string) as ticket_id,
    cast(change.audit_id as string) || ':' || change.event_type as event_id,
    cast(
        row_number() over (
            partition by change.ticket_id
            order by
                change.created_at,
                change.audit_id,
                case change.event_type when 'opened' then 1 when 'replied' then 2 when 'assigned' then 3 else 4 end,
                change.event_type
        ) as bigint
    ) as event_number,
    change.created_at as happened_at_local,
    change.event_type,
    case
        when change.event_type = 'assigned' then {{ zendesk_id('change.assignee_id') }}
        else {{ zendesk_id('change.agent_id') }}
    end as employee_id,
    team.name as team_name,
    change.status,
    change.priority,
    change.score as value,
    change._delivery_id,
    change._line
from change
left join team
    on cast(change.group_id as bigint) = team.id
{%- endmacro %}
