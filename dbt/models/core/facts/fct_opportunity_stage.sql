with

stay as (
    select * from {{ ref('int_funnel__opportunity_stage') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    stay.customer_key,
    customer_version.customer_version_key,
    stay.employee_key,
    employee_version.employee_version_key,
    stay.marketing_channel_key,
    stay.entered_date_key,
    stay.left_date_key,
    stay.entered_at,
    stay.left_at,
    stay.entered_date,
    stay.left_date,
    stay.system_name,
    stay.opportunity_id,
    stay.stay_number,
    stay.stage_name,
    stay.stage_order,
    stay.previous_stage_name,
    stay.next_stage_name,
    stay.status,
    stay.stay_seconds,
    stay.probability,
    stay.currency_code,
    stay.opportunity_amount_local,
    stay.opportunity_amount,
    stay._delivery_id,
    stay._line,
    stay.month
from stay
inner join customer_version
    on
        stay.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'stay.entered_at') }}
inner join employee_version
    on
        stay.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'stay.entered_at') }}
