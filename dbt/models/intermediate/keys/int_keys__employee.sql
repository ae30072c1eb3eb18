-- Everyone whom any record names as the one who served, sold or is meant, whether or not the source also delivers his
-- own record.
with

named as (
    {%- for entity in [
        'employee', 'lead', 'opportunity', 'call', 'ticket', 'survey_response',
        'call_leg', 'agent_session', 'survey_invitation', 'ticket_event',
        'customer', 'quote', 'contract', 'activity',
    ] %}
    select system_name, employee_id, _delivery_id from {{ ref('canonical__' ~ entity) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

id as (
    select
        named.system_name,
        'employee' as entity_name,
        named.employee_id as source_id,
        min(delivery.delivery_date) as birth_delivery_date
    from named
    inner join {{ source('ledger', 'delivery') }} as delivery
        on named._delivery_id = delivery.delivery_id
    where named.employee_id is not null
    group by named.system_name, named.employee_id
)

{{ number_new_ids('id', 'employee_key', []) }}
