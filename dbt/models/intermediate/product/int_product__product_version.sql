-- Every version of every product and the stretch of time in which it holds. The first reaches back to the beginning, so
-- that no fact falls before it; a product that facts name and no record describes has one version without attributes.
with

record as (
    select
        *,
        case
            when row_number() over (partition by system_name, product_id order by valid_from_at nulls first) = 1
                then {{ since_ever() }}
            else valid_from_at
        end as holds_from_at
    from {{ ref('canonical__product') }}
),

identity as (
    select * from {{ ref('int_keys__product') }}
),

version as (
    select
        identity.product_key,
        identity.system_name,
        identity.entity_name,
        identity.source_id,
        identity.birth_delivery_date,
        coalesce(record.sku, identity.source_id) as sku,
        record.product_name,
        coalesce(record.item_type, 'product') as item_type,
        record.category_name,
        record.subcategory_name,
        record.variant_name,
        record.supplier_name,
        record.unit_cost_amount_local,
        record.currency_code as cost_currency_code,
        coalesce(record.holds_from_at, {{ since_ever() }}) as valid_from_at
    from identity
    left join record
        on
            identity.system_name = record.system_name
            and identity.source_id = record.product_id
)

select
    *,
    coalesce(
        lead(valid_from_at) over (partition by product_key order by valid_from_at),
        {{ until_further_notice() }}
    ) as valid_to_at
from version
