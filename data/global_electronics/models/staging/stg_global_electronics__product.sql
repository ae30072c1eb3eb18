with

product as (
    select * from {{ version_rows(source('raw', 'global_electronics__product')) }} as product_version
    where not is_deleted
)

select
    'global_electronics' as system_name,
    cast(ProductKey as string) as product_id,
    cast(ProductKey as string) as sku,
    {{ delivered('Product Name') }} as product_name,
    'product' as item_type,
    Category as category_name,
    Subcategory as subcategory_name,
    valid_from_at,
    _delivery_id
from product
