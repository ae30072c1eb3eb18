-- Each opportunity with its keys, the days of its milestones in company time, and what it is worth in company currency
-- at the rate of the day on which it was opened.
with

opportunity as (
    select * from {{ ref('canonical__opportunity') }}
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

campaign as (
    select * from {{ ref('int_marketing__campaign_record') }}
),

channel as (
    select * from {{ ref('channel') }}
),

exchange_rate as (
    select * from {{ ref('int_finance__exchange_rate') }}
),

in_utc as (
    select
        opportunity.*,
        {{ utc_from_local('opportunity.created_at_local', 'system.time_zone') }} as created_at,
        {{ utc_from_local('opportunity.closed_at_local', 'system.time_zone') }} as closed_at
    from opportunity
    inner join system
        on opportunity.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.created_at', 'setting.time_zone') }} as date) as created_date,
        cast({{ local_from_utc('in_utc.closed_at', 'setting.time_zone') }} as date) as closed_date,
        setting.currency_code as company_currency_code
    from in_utc
    cross join setting
)

select
    {{ key_or_nobody('in_company_time.customer_id', 'customer.customer_key') }} as customer_key,
    {{ key_or_nobody('in_company_time.employee_id', 'employee.employee_key') }} as employee_key,
    coalesce(channel.channel_key, -1) as marketing_channel_key,
    {{ key_or_nobody('in_company_time.campaign_id', 'campaign.campaign_key') }} as campaign_key,
    {{ date_key('in_company_time.created_date') }} as created_date_key,
    {{ date_key('in_company_time.expected_close_date') }} as expected_close_date_key,
    {{ date_key('in_company_time.closed_date') }} as closed_date_key,
    in_company_time.created_at,
    in_company_time.closed_at,
    in_company_time.created_date,
    in_company_time.expected_close_date,
    in_company_time.closed_date,
    {{ month_of('in_company_time.created_date') }} as month,
    in_company_time.system_name,
    in_company_time.opportunity_id,
    in_company_time.lead_id,
    in_company_time.opportunity_type,
    in_company_time.stage_name,
    in_company_time.status,
    in_company_time.status = 'won' as is_won,
    in_company_time.status = 'lost' as is_lost,
    in_company_time.probability,
    in_company_time.loss_reason_name,
    in_company_time.currency_code,
    in_company_time.amount_local as opportunity_amount_local,
    {{ in_company_currency('in_company_time.amount_local', 'in_company_time', 'exchange_rate') }}
        as opportunity_amount,
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
left join campaign
    on
        in_company_time.system_name = campaign.system_name
        and in_company_time.campaign_id = campaign.source_id
left join channel
    on in_company_time.marketing_channel_code = channel.channel_code
left join exchange_rate
    on
        in_company_time.currency_code = exchange_rate.from_currency_code
        and in_company_time.company_currency_code = exchange_rate.to_currency_code
        and in_company_time.created_date = exchange_rate.rate_date
