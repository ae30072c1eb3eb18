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
    cast(null as string) as variant_name,
    cast(null as string) as supplier_name,
    cast(replace(replace(trim({{ delivered('Unit Cost USD') }}), '$', ''), ',', '') as decimal(18, 4))
        as unit_cost_amount_local,
    'USD' as currency_code,
    valid_from_at,
    _delivery_id
from product
