-- Written after the months to restate are known, since these compare the versions with those that stood before.
-- depends_on: {{ ref('int_restatement__month') }}
with

version as (
    select * from {{ ref('int_product__product_version') }}
),

key as (
    select * from {{ ref('int_keys__product_version') }}
),

keyed as (
    select
        key.product_version_key,
        version.product_key,
        version.system_name,
        version.source_id as product_id,
        version.sku,
        version.product_name,
        version.item_type,
        version.category_name,
        version.subcategory_name,
        version.variant_name,
        version.supplier_name,
        version.unit_cost_amount_local,
        version.cost_currency_code,
        version.valid_from_at,
        version.valid_to_at,
        version.valid_to_at = {{ until_further_notice() }} as is_current
    from version
    inner join key
        on
            version.system_name = key.system_name
            and version.source_id = key.source_id
            and version.valid_from_at = key.valid_from_at
)

select * from keyed
{{ members_outside(
    key_columns=['product_version_key', 'product_key'],
    name_columns=['product_id', 'sku', 'product_name', 'category_name', 'subcategory_name'],
    fixed={
        'item_type': "'other'",
        'valid_from_at': since_ever(),
        'valid_to_at': until_further_notice(),
        'is_current': 'true',
    }
) }}
