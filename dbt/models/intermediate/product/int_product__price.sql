-- Each price of an article in a currency and the stretch of time in which it held. What repeats the price before it is
-- no change.
with

price as (
    select
        price.*,
        {{ since_ever(utc_from_local('price.valid_from_at_local', 'system.time_zone')) }} as holds_from_at
    from {{ ref('canonical__price_change') }} as price
    inner join {{ source('build', 'system') }} as system
        on price.system_name = system.system_name
),

product as (
    select * from {{ ref('int_keys__product') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by system_name, product_id, currency_code, holds_from_at
            order by _delivery_id desc, _line desc
        ) as place
    from price
),

compared as (
    select
        *,
        lag(price_amount_local) over (
            partition by system_name, product_id, currency_code order by holds_from_at
        ) as price_before,
        lag(list_price_amount_local) over (
            partition by system_name, product_id, currency_code order by holds_from_at
        ) as list_price_before
    from ranked
    where place = 1
),

change as (
    select * from compared
    where
        price_before is null
        or price_amount_local <> price_before
        or coalesce(list_price_amount_local, -1) <> coalesce(list_price_before, -1)
)

select
    product.product_key,
    change.system_name,
    change.currency_code,
    change.price_amount_local,
    change.list_price_amount_local,
    change.holds_from_at as valid_from_at,
    coalesce(
        lead(change.holds_from_at) over (
            partition by change.system_name, change.product_id, change.currency_code order by change.holds_from_at
        ),
        {{ until_further_notice() }}
    ) as valid_to_at
from change
inner join product
    on
        change.system_name = product.system_name
        and change.product_id = product.source_id
