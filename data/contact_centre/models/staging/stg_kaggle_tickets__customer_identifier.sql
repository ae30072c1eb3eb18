with

ticket as (
    select * from {{ current_rows(source('raw', 'kaggle_tickets__ticket')) }} as current_ticket
)

select
    'kaggle_tickets' as system_name,
    cast({{ delivered('Ticket ID') }} as string) as customer_id,
    'email' as identifier_type,
    lower(trim({{ delivered('Customer Email') }})) as identifier_value,
    _delivery_id
from ticket
where {{ delivered('Customer Email') }} is not null
