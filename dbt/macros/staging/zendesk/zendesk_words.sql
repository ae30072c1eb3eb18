{# What all of Zendesk's staging has to know: its words, and what the events of audits mean. #}

{# An id as text; the automation's (0, -1) is nobody's. #}
{% macro zendesk_id(id) -%}
    case when cast({{ id }} as bigint) > 0 then cast({{ id }} as string) end
{%- endmacro %}

{% macro zendesk_status(status) -%}
    case {{ status }}
        when 'new' then 'open'
        when 'open' then 'open'
        when 'pending' then 'pending'
        when 'hold' then 'pending'
        when 'solved' then 'resolved'
        when 'closed' then 'closed'
    end
{%- endmacro %}

{% macro zendesk_priority(priority) -%}
    case {{ priority }}
        when 'low' then 'low'
        when 'normal' then 'medium'
        when 'high' then 'high'
        when 'urgent' then 'critical'
    end
{%- endmacro %}

{# Events of audits that tell of a ticket's life, each with what it is: of one audit, answered and solved are two. A
   change between statuses that are one here tells nothing. #}
{% macro zendesk_change(system) -%}
    (
        with

        agent as (
            select distinct id from {{ current_rows(source('raw', system ~ '__user')) }} as current_user_row
            where role <> 'end-user'
        ),

        element as (
            select
                id as audit_id,
                ticket_id,
                created_at,
                author_id,
                _delivery_id,
                _line,
                {{ each_json_element('events') }} as element
            from {{ current_rows(source('raw', system ~ '__ticket_audit')) }} as audit
        ),

        event as (
            select
                audit_id,
                ticket_id,
                created_at,
                author_id,
                _delivery_id,
                _line,
                {{ json_text('element', '$.type') }} as kind,
                {{ json_text('element', '$.field_name') }} as field_name,
                {{ json_text('element', '$.value') }} as value,
                {{ json_text('element', '$.previous_value') }} as previous_value,
                {{ json_text('element', '$.public') }} as is_public,
                {{ json_text('element', '$.score') }} as score,
                coalesce(cast({{ json_text('element', '$.author_id') }} as bigint), author_id) as writer_id
            from element
        ),

        placed as (
            select
                event.*,
                max(case when kind = 'Create' then 1 else 0 end) over (partition by audit_id) = 1 as is_first,
                writer.id is not null as is_by_agent,
                author.id is not null as is_done_by_agent
            from event
            left join agent as writer
                on event.writer_id = writer.id
            left join agent as author
                on event.author_id = author.id
        ),

        told as (
            select
                *,
                case
                    when kind in ('Create', 'Change') and field_name in ('group_id', 'assignee_id') and value is not null
                        then 'assigned'
                    when kind = 'Create' then 'opened'
                    when kind in ('Comment', 'VoiceComment') and is_public = 'true' and is_by_agent and not is_first
                        then 'replied'
                    when kind = 'Change' and field_name = 'status' and value = 'solved' then 'resolved'
                    when kind = 'Change' and field_name = 'status' and value = 'closed' then 'closed'
                    when kind = 'Change' and field_name = 'status' and previous_value = 'solved' then 'reopened'
                    when
                        kind = 'Change' and field_name = 'status'
                        and {{ zendesk_status('value') }} <> {{ zendesk_status('previous_value') }}
                        then 'status_changed'
                    when kind = 'Change' and field_name = 'priority' then 'priority_changed'
                    when kind = 'SatisfactionRating' and score in ('good', 'bad') then 'rated'
                end as event_type
            from placed
        )

        select
            ticket_id,
            audit_id,
            event_type,
            min(created_at) as created_at,
            max(case when field_name = 'assignee_id' then value end) as assignee_id,
            max(case when field_name = 'group_id' then value end) as group_id,
            max(case when is_done_by_agent then author_id end) as agent_id,
            max(case when field_name = 'status' then {{ zendesk_status('value') }} end) as status,
            max(case when field_name = 'priority' then {{ zendesk_priority('value') }} end) as priority,
            max(score) as score,
            max(_delivery_id) as _delivery_id,
            max(_line) as _line
        from told
        where event_type is not null
        group by ticket_id, audit_id, event_type
    )
{%- endmacro %}
