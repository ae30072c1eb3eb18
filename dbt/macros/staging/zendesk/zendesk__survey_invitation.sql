{# Ratings that were offered, answered or not. #}
{% macro zendesk__survey_invitation(system) -%}
with

rating as (
    select * from {{ current_rows(source('raw', system ~ '__satisfaction_rating')) }} as current_rating
    where score in ('offered', 'good', 'bad')
)

select
    '{{ system }}' as system_name,
    cast(id as string) as invitation_id,
    'ticket_rating' as survey_name,
    {{ zendesk_id('requester_id') }} as customer_id,
    {{ zendesk_id('assignee_id') }} as employee_id,
    cast(null as string) as call_id,
    cast(ticket_id as string) as ticket_id,
    cast(null as string) as order_id,
    created_at as invited_at_local,
    case when score in ('good', 'bad') then updated_at end as answered_at_local,
    _delivery_id,
    _line
from rating
{%- endmacro %}
