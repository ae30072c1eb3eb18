-- The months of each fact that this build writes again: those in which rows of the pending deliveries stood, read from
-- the fact as the candidate still holds it, and those in which they stand now.
{{ config(materialized='table') }}
{% set published_line = published('fct_order_line') -%}
{% set published_order = published('fct_order') -%}
with

pending as (
    select delivery_id from {{ source('build', 'pending_delivery') }}
),

line_now as (
    select system_name, order_id, order_month
    from {{ ref('int_sales__order_line') }}
    where _delivery_id in (select pending.delivery_id from pending)
),

order_now as (
    select system_name, order_id, order_month, _delivery_id from {{ ref('int_sales__order') }}
),

{% if published_line -%}
line_before as (
    select system_name, order_id, order_month
    from {{ published_line }}
    where _delivery_id in (select pending.delivery_id from pending)
),

{% endif -%}
touched_order as (
    select system_name, order_id from line_now
    union
    select system_name, order_id
    from order_now
    where _delivery_id in (select pending.delivery_id from pending)
    {%- if published_line %}
    union
    select system_name, order_id from line_before
    {%- endif %}
)

select 'fct_order_line' as fact_name, order_month from line_now
{%- if published_line %}
union
select 'fct_order_line' as fact_name, order_month from line_before
{%- endif %}
union
select 'fct_order' as fact_name, order_now.order_month
from order_now
inner join touched_order
    on
        order_now.system_name = touched_order.system_name
        and order_now.order_id = touched_order.order_id
{%- if published_order %}
union
select 'fct_order' as fact_name, published_order.order_month
from {{ published_order }} as published_order
inner join touched_order
    on
        published_order.system_name = touched_order.system_name
        and published_order.order_id = touched_order.order_id
{%- endif %}
