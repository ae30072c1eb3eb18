-- What the ledger says stands of each delivered file, less what is quarantined, is in the star to the row. Read per
-- file: a total could hide a loss behind a gain.
with

standing_file as (
    select
        system_name,
        entity_name,
        file,
        max(delivery_id) as delivery_id
    from {{ source('ledger', 'delivery') }}
    where status = 'loaded'
    group by system_name, entity_name, file
),

expected as (
    select
        standing_file.system_name,
        standing_file.entity_name,
        standing_file.file,
        delivery.rows_loaded + delivery.rows_known as row_count
    from standing_file
    inner join {{ source('ledger', 'delivery') }} as delivery
        on standing_file.delivery_id = delivery.delivery_id
),

found as (
    select
        delivery.system_name,
        delivery.entity_name,
        delivery.file,
        count(*) as row_count
    from {{ ref('fct_order_line') }} as line
    inner join {{ source('ledger', 'delivery') }} as delivery
        on line._delivery_id = delivery.delivery_id
    group by delivery.system_name, delivery.entity_name, delivery.file
)

select
    expected.system_name,
    expected.entity_name,
    expected.file,
    expected.row_count as expected_row_count,
    coalesce(found.row_count, 0) as found_row_count
from expected
left join found
    on
        expected.system_name = found.system_name
        and expected.entity_name = found.entity_name
        and expected.file = found.file
where
    expected.row_count <> coalesce(found.row_count, 0)
    -- entities that are no order lines are reconciled with their own facts
    and (expected.system_name, expected.entity_name) in (select found.system_name, found.entity_name from found)
