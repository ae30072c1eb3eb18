with

product as (
    select * from {{ version_rows(source('raw', 'olist_shop__product')) }} as product_version
    where not is_deleted
),

category as (
    select * from {{ current_rows(source('raw', 'olist_shop__category')) }} as current_category
)

select
    'olist_shop' as system_name,
    product.product_id,
    product.product_id as sku,
    cast(null as string) as product_name,
    'product' as item_type,
    coalesce(category.product_category_name_english, product.product_category_name) as category_name,
    cast(null as string) as subcategory_name,
    cast(null as string) as variant_name,
    cast(null as string) as supplier_name,
    cast(null as decimal(18, 4)) as unit_cost_amount_local,
    cast(null as string) as currency_code,
    product.valid_from_at,
    product._delivery_id
from product
left join category
    on product.product_category_name = category.product_category_name
