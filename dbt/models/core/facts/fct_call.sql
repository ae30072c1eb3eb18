with

call as (
    select * from {{ ref('int_service__call') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    call.customer_key,
    customer_version.customer_version_key,
    call.employee_key,
    employee_version.employee_version_key,
    call.contact_channel_key,
    call.started_date_key,
    call.time_of_day_key,
    call.started_at,
    call.started_at_local,
    call.started_date,
    call.system_name,
    call.call_id,
    call.direction,
    call.topic_name,
    call.queue_name,
    call.outcome,
    call.is_queued,
    call.is_offered,
    call.is_answered,
    call.is_abandoned,
    call.has_resolution,
    call.is_resolved,
    call.menu_seconds,
    call.queue_seconds,
    call.talk_seconds,
    call.hold_seconds,
    call.after_call_work_seconds,
    call.handle_seconds,
    call.transfer_count,
    call._delivery_id,
    call._line,
    call.month
from call
inner join customer_version
    on
        call.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'call.started_at') }}
inner join employee_version
    on
        call.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'call.started_at') }}
