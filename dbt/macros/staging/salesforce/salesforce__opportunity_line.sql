{% macro salesforce__opportunity_line(system) -%}
with

opportunity_line as (
    select * from {{ current_rows(source('raw', system ~ '__opportunity_line_item')) }} as current_line
),

product as (
    select * from {{ current_rows(source('raw', system ~ '__product')) }} as current_product
),

setting as (
    select * from {{ source('build', 'setting') }}
)

select
    '{{ system }}' as system_name,
    opportunity_line.OpportunityId as opportunity_id,
    opportunity_line.Id as opportunity_line_id,
    opportunity_line.Product2Id as product_id,
    coalesce(product.StockKeepingUnit, product.ProductCode, opportunity_line.ProductCode) as sku,
    opportunity_line.Quantity as quantity,
    opportunity_line.UnitPrice as unit_price_amount_local,
    opportunity_line.TotalPrice as amount_local,
    {{ salesforce_currency('opportunity_line.CurrencyIsoCode') }} as currency_code,
    opportunity_line._delivery_id,
    opportunity_line._line
from opportunity_line
cross join setting
left join product
    on opportunity_line.Product2Id = product.Id
{%- endmacro %}
