{# Ratings that were given: good is 1, bad is 0. #}
{% macro zendesk__survey_response(system) -%}
with

rating as (
    select * from {{ current_rows(source('raw', system ~ '__satisfaction_rating')) }} as current_rating
    where score in ('good', 'bad')
)

select
    '{{ system }}' as system_name,
    cast(id as string) as response_id,
    'csat' as instrument,
    {{ zendesk_id('requester_id') }} as customer_id,
    {{ zendesk_id('assignee_id') }} as employee_id,
    cast(null as string) as call_id,
    cast(ticket_id as string) as ticket_id,
    cast(null as string) as order_id,
    updated_at as answered_at_local,
    cast(case score when 'good' then 1 else 0 end as decimal(9, 4)) as score,
    cast(0 as decimal(9, 4)) as lowest_score,
    cast(1 as decimal(9, 4)) as highest_score,
    nullif(trim(comment), '') as comment,
    _delivery_id,
    _line
from rating
{%- endmacro %}
