{# Prices of variants: the shop's own, in the currency in which it states costs (else in that of its orders), and those of
   other markets where they were asked for. Shopify keeps no history, so a price holds from the version of the variant that
   first bears it. #}
{% macro shopify__price_change(system) -%}
{%- set markets = ['priceCH', 'priceCN', 'priceGB', 'priceUS'] -%}
with

variant as (
    select * from {{ version_rows(source('raw', system ~ '__product_variant')) }} as variant_version
    where not is_deleted
),

shop as (
    select max(currencyCode) as currency_code
    from {{ current_rows(source('raw', system ~ '__order')) }} as current_order
),

priced as (
    select
        variant.id,
        variant.valid_from_at,
        coalesce({{ json_text('variant.inventoryItem', '$.unitCost.currencyCode') }}, shop.currency_code) as currency_code,
        variant.price as price_amount_local,
        variant.compareAtPrice as list_price_amount_local,
        variant._delivery_id,
        variant._line
    from variant
    cross join shop
    {%- for market in markets %}
    union all
    select
        id,
        valid_from_at,
        {{ json_text(market, '$.price.currencyCode') }} as currency_code,
        cast({{ json_text(market, '$.price.amount') }} as decimal(18, 4)) as price_amount_local,
        cast({{ json_text(market, '$.compareAtPrice.amount') }} as decimal(18, 4)) as list_price_amount_local,
        _delivery_id,
        _line
    from variant
    where {{ market }} is not null
    {%- endfor %}
),

compared as (
    select
        *,
        row_number() over (partition by id, currency_code order by valid_from_at) as place,
        lag(price_amount_local) over (partition by id, currency_code order by valid_from_at) as price_before,
        lag(list_price_amount_local) over (partition by id, currency_code order by valid_from_at) as list_price_before
    from priced
)

select
    '{{ system }}' as system_name,
    {{ shopify_number('id') }} as product_id,
    currency_code,
    case when place > 1 then valid_from_at end as valid_from_at_local,
    price_amount_local,
    list_price_amount_local,
    _delivery_id,
    _line
from compared
where
    place = 1
    or price_amount_local <> price_before
    or coalesce(list_price_amount_local, -1) <> coalesce(list_price_before, -1)
{%- endmacro %}
