with

observation as (
    select * from {{ ref('int_market__observation') }}
)

select
    product_key,
    observed_date_key,
    observed_date,
    system_name,
    observation_type,
    competitor_name,
    sku,
    index_name,
    index_value,
    currency_code,
    price_amount_local,
    price_amount,
    _delivery_id,
    _line
from observation
