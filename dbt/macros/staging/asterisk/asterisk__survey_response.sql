{# One row per question that was answered; one call has up to three. #}
{% macro asterisk__survey_response(system) -%}
with

survey as (
    select * from {{ current_rows(source('raw', system ~ '__survey')) }} as current_survey
    where answered_at is not null
),

party as (
    select * from {{ asterisk_parties(system) }} as party_of_call
),

answer as (
    {%- for instrument, column, lowest, highest in [
        ('csat', 'csat', 1, 5), ('customer_effort', 'effort', 1, 7), ('nps', 'nps', 0, 10)
    ] %}
    select
        uniqueid,
        answered_at,
        '{{ instrument }}' as instrument,
        {{ column }} as score,
        {{ lowest }} as lowest_score,
        {{ highest }} as highest_score,
        {{ "nullif(comment, '')" if loop.first else 'cast(null as string)' }} as comment,
        _delivery_id,
        _line
    from survey
    where {{ column }} is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    '{{ system }}' as system_name,
    answer.uniqueid || ':' || answer.instrument as response_id,
    answer.instrument,
    party.customer_id,
    party.employee_id,
    answer.uniqueid as call_id,
    cast(null as string) as ticket_id,
    cast(null as string) as order_id,
    answer.answered_at as answered_at_local,
    cast(answer.score as decimal(9, 4)) as score,
    cast(answer.lowest_score as decimal(9, 4)) as lowest_score,
    cast(answer.highest_score as decimal(9, 4)) as highest_score,
    answer.comment,
    answer._delivery_id,
    answer._line
from answer
left join party
    on answer.uniqueid = party.uniqueid
{%- endmacro %}
