-- Each sales activity with its keys and its days in company time.
with

activity as (
    select * from {{ ref('canonical__activity') }}
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

customer as (
    select * from {{ ref('int_identity__customer_record') }}
),

employee as (
    select * from {{ ref('int_keys__employee') }}
),

in_utc as (
    select
        activity.*,
        {{ utc_from_local('activity.created_at_local', 'system.time_zone') }} as created_at,
        {{ utc_from_local('activity.done_at_local', 'system.time_zone') }} as done_at
    from activity
    inner join system
        on activity.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.created_at', 'setting.time_zone') }} as date) as created_date,
        cast({{ local_from_utc('in_utc.done_at', 'setting.time_zone') }} as date) as done_date
    from in_utc
    cross join setting
)

select
    {{ key_or_nobody('in_company_time.customer_id', 'customer.customer_key') }} as customer_key,
    {{ key_or_nobody('in_company_time.employee_id', 'employee.employee_key') }} as employee_key,
    {{ date_key('in_company_time.planned_date') }} as planned_date_key,
    {{ date_key('in_company_time.created_date') }} as created_date_key,
    {{ date_key('in_company_time.done_date') }} as done_date_key,
    in_company_time.created_at,
    in_company_time.done_at,
    in_company_time.planned_date,
    in_company_time.created_date,
    in_company_time.done_date,
    {{ month_of('in_company_time.planned_date') }} as month,
    in_company_time.system_name,
    in_company_time.activity_id,
    in_company_time.activity_type,
    in_company_time.subject,
    in_company_time.lead_id,
    in_company_time.opportunity_id,
    in_company_time.is_done,
    in_company_time.duration_seconds,
    cast(
        {{ dbt.datediff('in_company_time.planned_date', 'in_company_time.done_date', 'day') }}
        as int
    ) as days_behind_plan,
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
left join customer
    on
        in_company_time.system_name = customer.system_name
        and in_company_time.customer_id = customer.source_id
left join employee
    on
        in_company_time.system_name = employee.system_name
        and in_company_time.employee_id = employee.source_id
