select
    product_key,
    system_name,
    currency_code,
    price_amount_local,
    list_price_amount_local,
    valid_from_at,
    valid_to_at,
    valid_to_at = {{ until_further_notice() }} as is_current
from {{ ref('int_product__price') }}
