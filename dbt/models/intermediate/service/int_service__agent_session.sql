-- Each stretch in which an agent was logged in, with his key, its day and minute in company time, and how long it was.
with

agent_session as (
    select * from {{ ref('canonical__agent_session') }}
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

employee as (
    select * from {{ ref('int_keys__employee') }}
),

in_utc as (
    select
        agent_session.*,
        {{ utc_from_local('agent_session.logged_in_at_local', 'system.time_zone') }} as logged_in_at,
        {{ utc_from_local('agent_session.logged_out_at_local', 'system.time_zone') }} as logged_out_at
    from agent_session
    inner join system
        on agent_session.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        {{ local_from_utc('in_utc.logged_in_at', 'setting.time_zone') }} as logged_in_at_company
    from in_utc
    cross join setting
)

select
    {{ key_or_nobody('in_company_time.employee_id', 'employee.employee_key') }} as employee_key,
    {{ date_key('in_company_time.logged_in_at_company') }} as logged_in_date_key,
    {{ time_of_day_key('in_company_time.logged_in_at_company') }} as time_of_day_key,
    in_company_time.logged_in_at,
    in_company_time.logged_out_at,
    in_company_time.logged_in_at_company as logged_in_at_local,
    cast(in_company_time.logged_in_at_company as date) as logged_in_date,
    {{ month_of('in_company_time.logged_in_at_company') }} as month,
    in_company_time.system_name,
    in_company_time.session_id,
    {{ seconds_between('in_company_time.logged_in_at', 'in_company_time.logged_out_at') }} as logged_in_seconds,
    in_company_time.paused_seconds,
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
left join employee
    on
        in_company_time.system_name = employee.system_name
        and in_company_time.employee_id = employee.source_id
