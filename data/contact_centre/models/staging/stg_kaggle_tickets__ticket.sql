with

ticket as (
    select * from {{ current_rows(source('raw', 'kaggle_tickets__ticket')) }} as current_ticket
),

ticket_type as (
    select * from {{ ref('kaggle_tickets_type') }}
),

status as (
    select * from {{ ref('kaggle_tickets_status') }}
),

channel as (
    select * from {{ ref('kaggle_tickets_channel') }}
)

-- When a ticket was opened is not delivered; the day of the purchase is not put in its place. A status that is not
-- listed stays empty, and the build stops at it.
select
    'kaggle_tickets' as system_name,
    cast(ticket.{{ delivered('Ticket ID') }} as string) as ticket_id,
    cast(ticket.{{ delivered('Ticket ID') }} as string) as customer_id,
    cast(null as string) as employee_id,
    cast(null as string) as team_name,
    coalesce(channel.contact_channel_code, 'unknown') as contact_channel_code,
    coalesce(ticket_type.ticket_type, 'other') as ticket_type,
    ticket.{{ delivered('Ticket Type') }} as reason_name,
    ticket.{{ delivered('Ticket Subject') }} as subject,
    lower(ticket.{{ delivered('Ticket Priority') }}) as priority,
    status.status,
    ticket.{{ delivered('Product Purchased') }} as product_name,
    cast(null as string) as order_id,
    cast(null as timestamp) as opened_at_local,
    ticket.{{ delivered('First Response Time') }} as first_responded_at_local,
    ticket.{{ delivered('Time to Resolution') }} as resolved_at_local,
    cast(null as timestamp) as closed_at_local,
    cast(null as int) as handoff_count,
    cast(null as int) as reopen_count,
    cast(null as int) as reply_count,
    ticket._delivery_id,
    ticket._line
from ticket
left join ticket_type
    on ticket.{{ delivered('Ticket Type') }} = ticket_type.delivered_type
left join status
    on ticket.{{ delivered('Ticket Status') }} = status.delivered_status
left join channel
    on ticket.{{ delivered('Ticket Channel') }} = channel.delivered_channel
