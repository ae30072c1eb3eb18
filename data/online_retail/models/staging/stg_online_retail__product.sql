with

order_line as (
    select * from {{ ref('stg_online_retail__order_line') }}
),

item_type as (
    select * from {{ ref('online_retail_item_type') }}
),

-- Products are delivered on invoice lines alone. Lines without a price carry remarks of the stock room ("damaged",
-- "check?"), so a priced line says the name, the latest of them first.
ranked as (
    select
        *,
        case
            when description is not null and unit_price_amount_local > 0 then 0
            when description is not null then 1
            else 2
        end as standing
    from order_line
),

named as (
    select
        system_name,
        product_id,
        description,
        standing,
        max({{ in_turn('ordered_at_local', 'order_id') }}) as latest,
        min(_delivery_id) as first_delivery_id
    from ranked
    group by system_name, product_id, description, standing
),

best_first as (
    select
        *,
        row_number() over (
            partition by product_id
            order by standing asc, latest desc, description asc
        ) as place,
        min(first_delivery_id) over (partition by product_id) as _delivery_id
    from named
)

select
    best_first.system_name,
    best_first.product_id,
    best_first.product_id as sku,
    best_first.description as product_name,
    coalesce(item_type.item_type, 'product') as item_type,
    cast(null as string) as category_name,
    cast(null as string) as subcategory_name,
    cast(null as string) as variant_name,
    cast(null as string) as supplier_name,
    cast(null as decimal(18, 4)) as unit_cost_amount_local,
    cast(null as string) as currency_code,
    cast(null as timestamp) as valid_from_at,
    best_first._delivery_id
from best_first
left join item_type
    on best_first.product_id = item_type.stock_code
where best_first.place = 1
