-- What was spent on marketing, with its keys, in company currency at the rate of the day on which it was spent.
with

spend as (
    select * from {{ ref('canonical__campaign_spend') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
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

in_company as (
    select
        spend.*,
        setting.currency_code as company_currency_code
    from spend
    cross join setting
)

select
    {{ key_or_nobody('in_company.campaign_id', 'campaign.campaign_key') }} as campaign_key,
    coalesce(channel.channel_key, -1) as marketing_channel_key,
    {{ date_key('in_company.spend_date') }} as spend_date_key,
    in_company.spend_date,
    in_company.system_name,
    in_company.campaign_id,
    in_company.currency_code,
    in_company.amount_local as spend_amount_local,
    {{ in_company_currency('in_company.amount_local', 'in_company', 'exchange_rate') }} as spend_amount,
    in_company.impression_count,
    in_company.click_count,
    in_company._delivery_id,
    in_company._line
from in_company
left join campaign
    on
        in_company.system_name = campaign.system_name
        and in_company.campaign_id = campaign.source_id
left join channel
    on in_company.marketing_channel_code = channel.channel_code
left join exchange_rate
    on
        in_company.currency_code = exchange_rate.from_currency_code
        and in_company.company_currency_code = exchange_rate.to_currency_code
        and in_company.spend_date = exchange_rate.rate_date
