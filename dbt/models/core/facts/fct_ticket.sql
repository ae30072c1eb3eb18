with

ticket as (
    select * from {{ ref('int_service__ticket') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    ticket.customer_key,
    customer_version.customer_version_key,
    ticket.employee_key,
    employee_version.employee_version_key,
    ticket.contact_channel_key,
    ticket.opened_date_key,
    ticket.time_of_day_key,
    ticket.first_responded_date_key,
    ticket.resolved_date_key,
    ticket.closed_date_key,
    ticket.opened_at,
    ticket.first_responded_at,
    ticket.resolved_at,
    ticket.closed_at,
    ticket.opened_at_local,
    ticket.opened_date,
    ticket.first_responded_date,
    ticket.resolved_date,
    ticket.closed_date,
    ticket.system_name,
    ticket.ticket_id,
    ticket.order_id,
    ticket.team_name,
    ticket.ticket_type,
    ticket.reason_name,
    ticket.subject,
    ticket.product_name,
    ticket.priority,
    ticket.status,
    ticket.is_resolved,
    ticket.first_response_seconds,
    ticket.resolution_seconds,
    ticket.handoff_count,
    ticket.reopen_count,
    ticket.reply_count,
    ticket._delivery_id,
    ticket._line,
    ticket.month
from ticket
inner join customer_version
    on
        ticket.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'ticket.opened_at') }}
inner join employee_version
    on
        ticket.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'ticket.opened_at') }}
