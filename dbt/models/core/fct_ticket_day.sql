select
    {{ date_key('calendar_date') }} as date_key,
    calendar_date,
    system_name,
    team_name,
    priority,
    ticket_type,
    open_ticket_count,
    pending_ticket_count,
    age_days
from {{ ref('int_service__ticket_day') }}
