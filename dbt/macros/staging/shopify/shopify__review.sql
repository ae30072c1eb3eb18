{# Reviews as the shop's review app exports them: one to five stars. #}
{% macro shopify__review(system) -%}
with

review as (
    select * from {{ current_rows(source('raw', system ~ '__review')) }} as current_review
)

select
    '{{ system }}' as system_name,
    trim(review_id) as review_id,
    nullif(trim(customer_id), '') as customer_id,
    nullif(trim(order_id), '') as order_id,
    nullif(trim(variant_id), '') as product_id,
    created_at as reviewed_at_local,
    cast(rating as decimal(9, 4)) as score,
    cast(1 as decimal(9, 4)) as lowest_score,
    cast(5 as decimal(9, 4)) as highest_score,
    nullif(trim(title), '') as title,
    nullif(trim(body), '') as comment,
    _delivery_id,
    _line
from review
{%- endmacro %}
