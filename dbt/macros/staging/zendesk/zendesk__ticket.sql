{# Tickets as they stand; when they were answered and solved, and how often they changed hands, is told by their audits. #}
{% macro zendesk__ticket(system) -%}
with

ticket as (
    select * from {{ current_rows(source('raw', system ~ '__ticket')) }} as current_ticket
    where status <> 'deleted'
),

team as (
    select * from {{ current_rows(source('raw', system ~ '__group')) }} as current_group
),

field as (
    select
        cast(id as string) as field_id,
        lower(trim(title)) as title
    from {{ current_rows(source('raw', system ~ '__ticket_field')) }} as current_field
    where lower(trim(title)) in ('reason', 'order', 'product')
),

field_value as (
    select
        id,
        {{ each_json_element('custom_fields') }} as element
    from ticket
),

own_field as (
    select
        field_value.id,
        max(case when field.title = 'reason' then {{ json_text('field_value.element', '$.value') }} end) as reason_name,
        max(case when field.title = 'order' then {{ json_text('field_value.element', '$.value') }} end) as order_id,
        max(case when field.title = 'product' then {{ json_text('field_value.element', '$.value') }} end) as product_name
    from field_value
    inner join field
        on {{ json_text('field_value.element', '$.id') }} = field.field_id
    group by field_value.id
),

told as (
    select
        ticket_id,
        min(case when event_type = 'replied' then created_at end) as first_responded_at,
        max(case when event_type = 'resolved' then created_at end) as resolved_at,
        max(case when event_type = 'closed' then created_at end) as closed_at,
        sum(case when event_type = 'assigned' then 1 else 0 end) as assigned_count,
        sum(case when event_type = 'reopened' then 1 else 0 end) as reopen_count,
        sum(case when event_type = 'replied' then 1 else 0 end) as reply_count,
        max(_delivery_id) as _delivery_id
    from {{ zendesk_change(system) }} as change
    group by ticket_id
)

select
    '{{ system }}' as system_name,
    cast(ticket.id as string) as ticket_id,
    {{ zendesk_id('ticket.requester_id') }} as customer_id,
    {{ zendesk_id('ticket.assignee_id') }} as employee_id,
    team.name as team_name,
    case {{ json_text('ticket.via', '$.channel') }}
        when 'voice' then 'phone'
        when 'email' then 'email'
        when 'chat' then 'chat'
        when 'messaging' then 'chat'
        when 'native_messaging' then 'chat'
        when 'web' then 'web_form'
        when 'web_widget' then 'web_form'
        when 'web_form' then 'web_form'
        when 'help_center' then 'web_form'
        when 'mobile' then 'web_form'
        when 'sms' then 'sms'
        when 'twitter' then 'social_media'
        when 'facebook' then 'social_media'
        when 'instagram_dm' then 'social_media'
        else 'unknown'
    end as contact_channel_code,
    case ticket.type
        when 'problem' then 'complaint'
        when 'question' then 'question'
        when 'task' then 'request'
        when 'incident' then 'incident'
        else 'other'
    end as ticket_type,
    nullif(trim(own_field.reason_name), '') as reason_name,
    nullif(trim(ticket.subject), '') as subject,
    {{ zendesk_priority('ticket.priority') }} as priority,
    {{ zendesk_status('ticket.status') }} as status,
    nullif(trim(own_field.product_name), '') as product_name,
    nullif(trim(own_field.order_id), '') as order_id,
    ticket.created_at as opened_at_local,
    told.first_responded_at as first_responded_at_local,
    case when ticket.status in ('solved', 'closed') then told.resolved_at end as resolved_at_local,
    case when ticket.status = 'closed' then told.closed_at end as closed_at_local,
    cast(greatest(told.assigned_count - 1, 0) as int) as handoff_count,
    cast(told.reopen_count as int) as reopen_count,
    cast(told.reply_count as int) as reply_count,
    greatest(ticket._delivery_id, coalesce(told._delivery_id, ticket._delivery_id)) as _delivery_id,
    ticket._line
from ticket
left join team
    on ticket.group_id = team.id
left join own_field
    on ticket.id = own_field.id
left join told
    on ticket.id = told.ticket_id
{%- endmacro %}
