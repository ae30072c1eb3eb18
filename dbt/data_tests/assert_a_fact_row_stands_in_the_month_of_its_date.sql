{% set dates = {
    'fct_order_line': 'order_date',
    'fct_order': 'order_date',
    'fct_payment': 'paid_date',
    'fct_lead': 'created_date',
    'fct_opportunity': 'created_date',
    'fct_opportunity_stage': 'entered_date',
    'fct_quote': 'created_date',
    'fct_activity': 'planned_date',
    'fct_campaign_contact': 'contacted_date',
    'fct_call': 'started_date',
    'fct_ticket': 'opened_date',
    'fct_satisfaction': 'answered_date',
    'fct_agent_session': 'logged_in_date',
    'fct_survey_invitation': 'invited_date',
    'fct_web_session': 'started_date',
    'fct_loyalty_points': 'happened_date',
} -%}
{% for fact, date in dates.items() -%}
select
    '{{ fact }}' as fact_name,
    month
from {{ ref(fact) }} as fact
where
    {{ is_due_for_checks('fact', fact) }}
    and month <> {{ month_of(date) }}
{{ 'union all' if not loop.last }}
{% endfor %}
