-- Each contract with its keys, the days of its milestones in company time, and what it is worth in company currency at
-- the rate of its first day.
with

contract as (
    select * from {{ ref('canonical__contract') }}
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

exchange_rate as (
    select * from {{ ref('int_finance__exchange_rate') }}
),

in_utc as (
    select
        contract.*,
        {{ utc_from_local('contract.created_at_local', 'system.time_zone') }} as created_at,
        {{ utc_from_local('contract.activated_at_local', 'system.time_zone') }} as activated_at
    from contract
    inner join system
        on contract.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.created_at', 'setting.time_zone') }} as date) as created_date,
        cast({{ local_from_utc('in_utc.activated_at', 'setting.time_zone') }} as date) as activated_date,
        {{ utc_from_local('cast(in_utc.start_date as timestamp)', 'setting.time_zone') }} as start_at,
        setting.currency_code as company_currency_code
    from in_utc
    cross join setting
)

select
    {{ key_or_nobody('in_company_time.customer_id', 'customer.customer_key') }} as customer_key,
    {{ key_or_nobody('in_company_time.employee_id', 'employee.employee_key') }} as employee_key,
    {{ date_key('in_company_time.created_date') }} as created_date_key,
    {{ date_key('in_company_time.activated_date') }} as activated_date_key,
    {{ date_key('in_company_time.start_date') }} as start_date_key,
    {{ date_key('in_company_time.end_date') }} as end_date_key,
    in_company_time.created_date,
    in_company_time.activated_date,
    in_company_time.start_date,
    in_company_time.end_date,
    in_company_time.start_at,
    in_company_time.system_name,
    in_company_time.contract_id,
    in_company_time.opportunity_id,
    in_company_time.renewed_by_contract_id,
    in_company_time.status,
    in_company_time.status = 'renewed' as is_renewed,
    in_company_time.currency_code,
    in_company_time.amount_local as contract_amount_local,
    {{ in_company_currency('in_company_time.amount_local', 'in_company_time', 'exchange_rate') }} as contract_amount,
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
left join exchange_rate
    on
        in_company_time.currency_code = exchange_rate.from_currency_code
        and in_company_time.company_currency_code = exchange_rate.to_currency_code
        and in_company_time.start_date = exchange_rate.rate_date
