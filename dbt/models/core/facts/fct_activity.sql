with

activity as (
    select * from {{ ref('int_funnel__activity') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    activity.customer_key,
    customer_version.customer_version_key,
    activity.employee_key,
    employee_version.employee_version_key,
    activity.planned_date_key,
    activity.created_date_key,
    activity.done_date_key,
    activity.created_at,
    activity.done_at,
    activity.planned_date,
    activity.created_date,
    activity.done_date,
    activity.system_name,
    activity.activity_id,
    activity.activity_type,
    activity.subject,
    activity.lead_id,
    activity.opportunity_id,
    activity.is_done,
    activity.duration_seconds,
    activity.days_behind_plan,
    activity._delivery_id,
    activity._line,
    activity.month
from activity
inner join customer_version
    on
        activity.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'activity.done_at') }}
inner join employee_version
    on
        activity.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'activity.done_at') }}
