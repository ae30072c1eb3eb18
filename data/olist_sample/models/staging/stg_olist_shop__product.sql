with

product as (
    select * from {{ version_rows(source('raw', 'olist_shop__product')) }} as product_version
    where not is_deleted
)

select
    'olist_shop' as system_name,
    product_id,
    product_id as sku,
    cast(null as string) as product_name,
    'product' as item_type,
    product_category_name as category_name,
    cast(null as string) as subcategory_name,
    cast(null as string) as variant_name,
    cast(null as string) as supplier_name,
    cast(null as decimal(18, 4)) as unit_cost_amount_local,
    cast(null as string) as currency_code,
    valid_from_at,
    _delivery_id
from product
