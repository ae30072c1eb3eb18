{% macro market__competitor_price(system) -%}
with

competitor_price as (
    select * from {{ current_rows(source('raw', system ~ '__competitor_price')) }} as current_price
)

select
    '{{ system }}' as system_name,
    observed_on as observed_date,
    competitor as competitor_name,
    cast(null as string) as product_id,
    sku,
    price as price_amount_local,
    currency as currency_code,
    _delivery_id,
    _line
from competitor_price
{%- endmacro %}
