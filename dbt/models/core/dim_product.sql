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
    subcategory_name
from history
where is_current
