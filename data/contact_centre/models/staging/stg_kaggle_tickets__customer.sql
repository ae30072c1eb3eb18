with

ticket as (
    select * from {{ current_rows(source('raw', 'kaggle_tickets__ticket')) }} as current_ticket
)

select
    'kaggle_tickets' as system_name,
    cast({{ delivered('Ticket ID') }} as string) as customer_id,
    'person' as customer_type,
    cast(null as string) as segment,
    cast(null as string) as tier,
    cast(null as string) as preferred_contact_channel_code,
    cast(null as string) as organisation_customer_id,
    cast(null as string) as employee_id,
    cast(null as string) as country_code,
    cast(null as string) as country_name,
    cast(null as timestamp) as valid_from_at,
    _delivery_id
from ticket
