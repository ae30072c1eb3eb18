with

contract as (
    select * from {{ ref('int_funnel__contract') }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    contract.customer_key,
    customer_version.customer_version_key,
    contract.employee_key,
    employee_version.employee_version_key,
    contract.created_date_key,
    contract.activated_date_key,
    contract.start_date_key,
    contract.end_date_key,
    contract.created_date,
    contract.activated_date,
    contract.start_date,
    contract.end_date,
    contract.system_name,
    contract.contract_id,
    contract.opportunity_id,
    contract.renewed_by_contract_id,
    contract.status,
    contract.is_renewed,
    contract.currency_code,
    contract.contract_amount_local,
    contract.contract_amount,
    contract._delivery_id,
    contract._line
from contract
inner join customer_version
    on
        contract.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'contract.start_at') }}
inner join employee_version
    on
        contract.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'contract.start_at') }}
