with

opportunity as (
    select * from {{ ref('int_funnel__opportunity') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    opportunity.customer_key,
    customer_version.customer_version_key,
    opportunity.employee_key,
    employee_version.employee_version_key,
    opportunity.marketing_channel_key,
    opportunity.campaign_key,
    opportunity.created_date_key,
    opportunity.expected_close_date_key,
    opportunity.closed_date_key,
    opportunity.created_at,
    opportunity.closed_at,
    opportunity.created_date,
    opportunity.expected_close_date,
    opportunity.closed_date,
    opportunity.system_name,
    opportunity.opportunity_id,
    opportunity.lead_id,
    opportunity.opportunity_type,
    opportunity.stage_name,
    opportunity.status,
    opportunity.is_won,
    opportunity.is_lost,
    opportunity.probability,
    opportunity.loss_reason_name,
    opportunity.currency_code,
    opportunity.opportunity_amount_local,
    opportunity.opportunity_amount,
    opportunity._delivery_id,
    opportunity._line,
    opportunity.month
from opportunity
inner join customer_version
    on
        opportunity.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'opportunity.created_at') }}
inner join employee_version
    on
        opportunity.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'opportunity.created_at') }}
