{# What is sold is the variant; name, supplier and shelf are those of its product, and their versions are too. Of a
   product that has gone from the shop its last version stands. #}
{% macro shopify__product(system) -%}
with

product as (
    select
        *,
        row_number() over (partition by id order by valid_from_at) as place
    from {{ version_rows(source('raw', system ~ '__product')) }} as product_version
    where not is_deleted
),

variant as (
    select
        *,
        row_number() over (partition by id order by valid_from_at desc) as place,
        min(_delivery_id) over (partition by id) as first_delivery_id
    from {{ version_rows(source('raw', system ~ '__product_variant')) }} as variant_version
    where not is_deleted
)

select
    '{{ system }}' as system_name,
    {{ shopify_number('variant.id') }} as product_id,
    coalesce(nullif(trim(variant.sku), ''), {{ shopify_number('variant.id') }}) as sku,
    nullif(trim(product.title), '') as product_name,
    'product' as item_type,
    coalesce(
        split_part({{ json_text('product.category', '$.fullName') }}, ' > ', 1),
        nullif(trim(product.productType), '')
    ) as category_name,
    coalesce(
        nullif(split_part({{ json_text('product.category', '$.fullName') }}, ' > ', 2), ''),
        case when product.category is not null then nullif(trim(product.productType), '') end
    ) as subcategory_name,
    -- what Shopify calls the variant of a product that has only one
    nullif(nullif(trim(variant.title), ''), 'Default Title') as variant_name,
    nullif(trim(product.vendor), '') as supplier_name,
    cast({{ json_text('variant.inventoryItem', '$.unitCost.amount') }} as decimal(18, 4)) as unit_cost_amount_local,
    {{ json_text('variant.inventoryItem', '$.unitCost.currencyCode') }} as currency_code,
    case when product.place > 1 then product.valid_from_at end as valid_from_at,
    variant.first_delivery_id as _delivery_id
from variant
left join product
    on variant.__parentId = product.id
where variant.place = 1
{%- endmacro %}
