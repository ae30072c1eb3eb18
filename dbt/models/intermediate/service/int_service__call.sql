-- Each call with its keys, its day and minute in company time, and what became of it. Who took it first and how often
-- it was handed on is said by the call or, where it does not say, by its legs.
with

of_legs as (
    select
        system_name,
        call_id,
        min_by(employee_id, leg_number) as first_employee_id,
        cast(sum(case when end_reason = 'transferred' then 1 else 0 end) as int) as transfer_count
    from {{ ref('canonical__call_leg') }}
    group by system_name, call_id
),

call as (
    select
        call.*,
        coalesce(call.employee_id, of_legs.first_employee_id) as taken_by_employee_id,
        coalesce(call.transfer_count, of_legs.transfer_count) as handed_on_count,
        case
            when coalesce(call.talk_seconds, call.hold_seconds, call.after_call_work_seconds) is not null
                then
                    coalesce(call.talk_seconds, 0)
                    + coalesce(call.hold_seconds, 0)
                    + coalesce(call.after_call_work_seconds, 0)
        end as handle_seconds
    from {{ ref('canonical__call') }} as call
    left join of_legs
        on
            call.system_name = of_legs.system_name
            and call.call_id = of_legs.call_id
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

by_phone as (
    select channel_key from {{ ref('channel') }}
    where channel_code = 'phone'
),

in_utc as (
    select
        call.*,
        {{ utc_from_local('call.started_at_local', 'system.time_zone') }} as started_at
    from call
    inner join system
        on call.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        {{ local_from_utc('in_utc.started_at', 'setting.time_zone') }} as started_at_company
    from in_utc
    cross join setting
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    {{ key_or_nobody('in_company_time.taken_by_employee_id', 'employee.employee_key') }} as employee_key,
    by_phone.channel_key as contact_channel_key,
    {{ date_key('in_company_time.started_at_company') }} as started_date_key,
    {{ time_of_day_key('in_company_time.started_at_company') }} as time_of_day_key,
    in_company_time.started_at,
    in_company_time.started_at_company as started_at_local,
    cast(in_company_time.started_at_company as date) as started_date,
    {{ month_of('in_company_time.started_at_company') }} as month,
    in_company_time.system_name,
    in_company_time.call_id,
    in_company_time.direction,
    in_company_time.topic_name,
    in_company_time.queue_name,
    in_company_time.outcome,
    in_company_time.was_queued as is_queued,
    -- who hangs up in the menu was not offered to anybody
    in_company_time.was_queued or in_company_time.outcome = 'answered' as is_offered,
    in_company_time.outcome = 'answered' as is_answered,
    in_company_time.outcome = 'abandoned' as is_abandoned,
    in_company_time.is_resolved is not null as has_resolution,
    coalesce(in_company_time.is_resolved, false) as is_resolved,
    in_company_time.menu_seconds,
    in_company_time.queue_seconds,
    in_company_time.talk_seconds,
    in_company_time.hold_seconds,
    in_company_time.after_call_work_seconds,
    in_company_time.handle_seconds,
    in_company_time.handed_on_count as transfer_count,
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
cross join by_phone
left join customer
    on
        in_company_time.system_name = customer.system_name
        and in_company_time.customer_id = customer.source_id
left join employee
    on
        in_company_time.system_name = employee.system_name
        and in_company_time.taken_by_employee_id = employee.source_id
