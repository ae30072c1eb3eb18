with

history as (
    select * from {{ ref('dim_product_history') }}
)

select
    product_key,
    system_name,
    product_id,
    sku,
    product_name,
    item_type,
    category_name,
    subcategory_name,
    variant_name,
    supplier_name,
    unit_cost_amount_local,
    cost_currency_code
from history
where is_current
