{{ config(alias='reconciliation') }}

-- What was delivered against what stands in the star, per system.
with

delivered as (
    select
        system_name,
        sum(rows_loaded + rows_known) as row_count
    from {{ source('ledger', 'standing_delivery') }}
    group by system_name
),

staged as (
    select
        system_name,
        count(*) as row_count,
        sum(quantity) as quantity
    from {{ ref('canonical__order_line') }}
    group by system_name
),

published as (
    select
        system_name,
        count(*) as row_count,
        sum(quantity) as quantity
    from {{ ref('fct_order_line') }}
    group by system_name
),

claim as (
    select
        delivered.system_name,
        'delivered rows that were not quarantined are order lines' as claim,
        cast(delivered.row_count as bigint) as expected_count,
        cast(coalesce(published.row_count, 0) as bigint) as found_count
    from delivered
    left join published
        on delivered.system_name = published.system_name
    union all
    select
        staged.system_name,
        'order lines of staging are order lines of the star' as claim,
        cast(staged.row_count as bigint) as expected_count,
        cast(coalesce(published.row_count, 0) as bigint) as found_count
    from staged
    left join published
        on staged.system_name = published.system_name
    union all
    select
        staged.system_name,
        'pieces in staging are pieces in the star' as claim,
        cast(staged.quantity as bigint) as expected_count,
        cast(coalesce(published.quantity, 0) as bigint) as found_count
    from staged
    left join published
        on staged.system_name = published.system_name
)

select
    system_name,
    claim,
    expected_count,
    found_count,
    expected_count = found_count as is_equal
from claim
