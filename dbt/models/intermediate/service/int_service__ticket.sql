-- Each ticket with its keys, the days of its milestones in company time, and how long it took to reach them. A
-- milestone that its source dates before the opening gives a negative stretch; it is reported, not mended.
with

ticket as (
    select * from {{ ref('canonical__ticket') }}
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

channel as (
    select * from {{ ref('channel') }}
),

in_utc as (
    select
        ticket.*,
        {{ utc_from_local('ticket.opened_at_local', 'system.time_zone') }} as opened_at,
        {{ utc_from_local('ticket.first_responded_at_local', 'system.time_zone') }} as first_responded_at,
        {{ utc_from_local('ticket.resolved_at_local', 'system.time_zone') }} as resolved_at,
        {{ utc_from_local('ticket.closed_at_local', 'system.time_zone') }} as closed_at
    from ticket
    inner join system
        on ticket.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        {{ local_from_utc('in_utc.opened_at', 'setting.time_zone') }} as opened_at_company,
        cast({{ local_from_utc('in_utc.first_responded_at', 'setting.time_zone') }} as date) as first_responded_date,
        cast({{ local_from_utc('in_utc.resolved_at', 'setting.time_zone') }} as date) as resolved_date,
        cast({{ local_from_utc('in_utc.closed_at', 'setting.time_zone') }} as date) as closed_date
    from in_utc
    cross join setting
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    {{ key_or_nobody('in_company_time.employee_id', 'employee.employee_key') }} as employee_key,
    coalesce(channel.channel_key, -1) as contact_channel_key,
    {{ date_key('in_company_time.opened_at_company') }} as opened_date_key,
    {{ time_of_day_key('in_company_time.opened_at_company') }} as time_of_day_key,
    {{ date_key('in_company_time.first_responded_date') }} as first_responded_date_key,
    {{ date_key('in_company_time.resolved_date') }} as resolved_date_key,
    {{ date_key('in_company_time.closed_date') }} as closed_date_key,
    in_company_time.opened_at,
    in_company_time.first_responded_at,
    in_company_time.resolved_at,
    in_company_time.closed_at,
    in_company_time.opened_at_company as opened_at_local,
    cast(in_company_time.opened_at_company as date) as opened_date,
    in_company_time.first_responded_date,
    in_company_time.resolved_date,
    in_company_time.closed_date,
    {{ month_of('in_company_time.opened_at_company') }} as month,
    in_company_time.system_name,
    in_company_time.ticket_id,
    in_company_time.order_id,
    in_company_time.team_name,
    in_company_time.ticket_type,
    in_company_time.reason_name,
    in_company_time.subject,
    in_company_time.product_name,
    in_company_time.priority,
    in_company_time.status,
    in_company_time.status in ('resolved', 'closed') as is_resolved,
    {{ seconds_between('in_company_time.opened_at', 'in_company_time.first_responded_at') }} as first_response_seconds,
    {{ seconds_between('in_company_time.opened_at', 'in_company_time.resolved_at') }} as resolution_seconds,
    in_company_time.handoff_count,
    in_company_time.reopen_count,
    in_company_time.reply_count,
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
left join channel
    on in_company_time.contact_channel_code = channel.channel_code
