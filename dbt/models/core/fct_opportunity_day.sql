with

opportunity_day as (
    select * from {{ ref('int_funnel__opportunity_day') }}
),

calendar as (
    select * from {{ ref('int_calendar__end_of_day') }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    opportunity_day.customer_key,
    customer_version.customer_version_key,
    opportunity_day.employee_key,
    employee_version.employee_version_key,
    opportunity_day.marketing_channel_key,
    {{ date_key('opportunity_day.calendar_date') }} as date_key,
    {{ date_key('opportunity_day.expected_close_date') }} as expected_close_date_key,
    opportunity_day.calendar_date,
    opportunity_day.expected_close_date,
    opportunity_day.system_name,
    opportunity_day.opportunity_id,
    opportunity_day.stage_name,
    opportunity_day.stage_order,
    opportunity_day.probability,
    opportunity_day.currency_code,
    opportunity_day.opportunity_amount_local,
    opportunity_day.opportunity_amount,
    opportunity_day.weighted_amount,
    opportunity_day._delivery_id,
    opportunity_day._line
from opportunity_day
inner join calendar
    on opportunity_day.calendar_date = calendar.calendar_date
inner join customer_version
    on
        opportunity_day.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'calendar.last_second_at') }}
inner join employee_version
    on
        opportunity_day.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'calendar.last_second_at') }}
