with

target as (
    select * from {{ ref('int_planning__target') }}
)

select
    employee_key,
    geography_key,
    sales_channel_key,
    period_start_date_key,
    period_start_date,
    period_type,
    system_name,
    metric_name,
    member_type,
    member_name,
    target_value,
    currency_code,
    target_amount,
    _delivery_id,
    _line
from target
