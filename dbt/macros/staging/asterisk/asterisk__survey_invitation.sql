{% macro asterisk__survey_invitation(system) -%}
with

survey as (
    select * from {{ current_rows(source('raw', system ~ '__survey')) }} as current_survey
),

party as (
    select * from {{ asterisk_parties(system) }} as party_of_call
)

select
    '{{ system }}' as system_name,
    survey.uniqueid as invitation_id,
    'after_call' as survey_name,
    party.customer_id,
    party.employee_id,
    survey.uniqueid as call_id,
    cast(null as string) as ticket_id,
    cast(null as string) as order_id,
    survey.invited_at as invited_at_local,
    survey.answered_at as answered_at_local,
    survey._delivery_id,
    survey._line
from survey
left join party
    on survey.uniqueid = party.uniqueid
{%- endmacro %}
