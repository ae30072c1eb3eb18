with

history as (
    select * from {{ ref('dim_customer_history') }}
)

select
    customer_key,
    system_name,
    customer_id,
    customer_type,
    segment,
    tier,
    preferred_contact_channel_key,
    organisation_customer_key,
    account_employee_key,
    country_code,
    country_name
from history
where is_current
