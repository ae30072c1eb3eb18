-- Each lead with its keys and the days of its milestones in company time.
with

sales_lead as (
    select * from {{ ref('canonical__lead') }}
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
        sales_lead.*,
        {{ utc_from_local('sales_lead.created_at_local', 'system.time_zone') }} as created_at,
        {{ utc_from_local('sales_lead.converted_at_local', 'system.time_zone') }} as converted_at,
        {{ utc_from_local('sales_lead.disqualified_at_local', 'system.time_zone') }} as disqualified_at
    from sales_lead
    inner join system
        on sales_lead.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.created_at', 'setting.time_zone') }} as date) as created_date,
        cast({{ local_from_utc('in_utc.converted_at', 'setting.time_zone') }} as date) as converted_date,
        cast({{ local_from_utc('in_utc.disqualified_at', 'setting.time_zone') }} as date) as disqualified_date
    from in_utc
    cross join setting
)

select
    -- who has not been converted is no customer
    case
        when in_company_time.customer_id is null and in_company_time.status <> 'converted' then -2
        else coalesce(customer.customer_key, -1)
    end as customer_key,
    {{ key_or_nobody('in_company_time.employee_id', 'employee.employee_key') }} as employee_key,
    coalesce(channel.channel_key, -1) as marketing_channel_key,
    {{ date_key('in_company_time.created_date') }} as created_date_key,
    {{ date_key('in_company_time.converted_date') }} as converted_date_key,
    {{ date_key('in_company_time.disqualified_date') }} as disqualified_date_key,
    in_company_time.created_at,
    in_company_time.converted_at,
    in_company_time.disqualified_at,
    in_company_time.created_date,
    in_company_time.converted_date,
    in_company_time.disqualified_date,
    {{ month_of('in_company_time.created_date') }} as month,
    in_company_time.system_name,
    in_company_time.lead_id,
    in_company_time.source_name,
    in_company_time.rating,
    in_company_time.status,
    in_company_time.status = 'converted' as is_converted,
    in_company_time.status = 'disqualified' as is_disqualified,
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
    on in_company_time.marketing_channel_code = channel.channel_code
