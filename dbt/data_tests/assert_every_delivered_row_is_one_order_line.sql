-- What the ledger says stands of each delivered file, less what is quarantined, is in the star to the row. Read per
-- file: a total could hide a loss behind a gain. A line with a key may stand for another file's row, and a line made of
-- several rows has no line of its own, so these are reconciled by their staging.
with

expected as (
    select
        system_name,
        entity_name,
        file,
        rows_loaded + rows_known as row_count
    from {{ source('ledger', 'standing_delivery') }}
    where place = file
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
    where
        line._line is not null
        and delivery.place = delivery.file
    group by delivery.system_name, delivery.entity_name, delivery.file
),

-- entities that are no order lines are reconciled with their own facts
line_entity as (
    select distinct
        system_name,
        entity_name
    from found
)

select
    expected.system_name,
    expected.entity_name,
    expected.file,
    expected.row_count as expected_row_count,
    coalesce(found.row_count, 0) as found_row_count
from expected
inner join line_entity
    on
        expected.system_name = line_entity.system_name
        and expected.entity_name = line_entity.entity_name
left join found
    on
        expected.system_name = found.system_name
        and expected.entity_name = found.entity_name
        and expected.file = found.file
where expected.row_count <> coalesce(found.row_count, 0)
