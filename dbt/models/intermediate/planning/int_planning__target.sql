-- Each target with the key of the member it was set for, and its value in company currency at the rate of the first day
-- of its period. An employee is named by the number that all systems know; of two records that bear it the one of the
-- first system in company.yml is meant.
with

target as (
    select * from {{ ref('canonical__target') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

numbered as (
    select
        version.employee_number,
        version.employee_key,
        row_number() over (
            partition by version.employee_number
            order by system.system_order, version.source_id
        ) as place
    from {{ ref('int_employee__employee_version') }} as version
    inner join {{ source('build', 'system') }} as system
        on version.system_name = system.system_name
    where
        version.employee_number is not null
        and version.valid_to_at = {{ until_further_notice() }}
),

employee as (
    select * from numbered
    where place = 1
),

country as (
    select
        key.geography_key,
        country.country_code
    from {{ ref('int_sales__country') }} as country
    inner join {{ ref('int_keys__geography') }} as key
        on country.country_name = key.source_id
    where country.country_code is not null
),

channel as (
    select * from {{ ref('channel') }}
),

exchange_rate as (
    select * from {{ ref('int_finance__exchange_rate') }}
),

in_company as (
    select
        target.*,
        setting.currency_code as company_currency_code
    from target
    cross join setting
)

select
    case when in_company.member_type = 'employee' then coalesce(employee.employee_key, -1) else -2 end as employee_key,
    case when in_company.member_type = 'country' then coalesce(country.geography_key, -1) else -2 end as geography_key,
    case when in_company.member_type = 'sales_channel' then coalesce(channel.channel_key, -1) else -2 end
        as sales_channel_key,
    {{ date_key('in_company.period_start_date') }} as period_start_date_key,
    in_company.period_start_date,
    in_company.period_type,
    in_company.system_name,
    in_company.metric_name,
    in_company.member_type,
    in_company.member_name,
    in_company.target_value,
    in_company.currency_code,
    case
        when in_company.currency_code is not null
            then {{ in_company_currency('in_company.target_value', 'in_company', 'exchange_rate') }}
    end as target_amount,
    in_company._delivery_id,
    in_company._line
from in_company
left join employee
    on in_company.member_name = employee.employee_number
left join country
    on in_company.member_name = country.country_code
left join channel
    on in_company.member_name = channel.channel_code
left join exchange_rate
    on
        in_company.currency_code = exchange_rate.from_currency_code
        and in_company.company_currency_code = exchange_rate.to_currency_code
        and in_company.period_start_date = exchange_rate.rate_date
