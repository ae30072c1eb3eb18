-- Each customer asked to answer a survey, with his key, the days he was asked and answered in company time.
with

invitation as (
    select * from {{ ref('canonical__survey_invitation') }}
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
        invitation.*,
        {{ utc_from_local('invitation.invited_at_local', 'system.time_zone') }} as invited_at,
        {{ utc_from_local('invitation.answered_at_local', 'system.time_zone') }} as answered_at
    from invitation
    inner join system
        on invitation.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.invited_at', 'setting.time_zone') }} as date) as invited_date,
        cast({{ local_from_utc('in_utc.answered_at', 'setting.time_zone') }} as date) as answered_date
    from in_utc
    cross join setting
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    {{ key_or_nobody('in_company_time.employee_id', 'employee.employee_key') }} as employee_key,
    {{ date_key('in_company_time.invited_date') }} as invited_date_key,
    {{ date_key('in_company_time.answered_date') }} as answered_date_key,
    in_company_time.invited_at,
    in_company_time.answered_at,
    in_company_time.invited_date,
    in_company_time.answered_date,
    {{ month_of('in_company_time.invited_date') }} as month,
    in_company_time.system_name,
    in_company_time.invitation_id,
    in_company_time.survey_name,
    in_company_time.call_id,
    in_company_time.ticket_id,
    in_company_time.order_id,
    in_company_time.answered_at is not null as is_answered,
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
