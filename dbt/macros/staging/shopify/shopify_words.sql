{# What all of Shopify's staging has to know: how its ids and amounts are written. #}

{# The number of a global id: gid://shopify/Order/5500000000001. Other systems know the same thing by it. #}
{% macro shopify_number(gid) -%}
    split_part(split_part({{ gid }}, '/', 5), '?', 1)
{%- endmacro %}

{# The number of the thing that a column names as {"id": …}. #}
{% macro shopify_number_in(column) -%}
    {{ shopify_number(json_text(column, '$.id')) }}
{%- endmacro %}

{# An amount as the customer saw it; empty where none was delivered. #}
{% macro shopify_amount(column, path='$') -%}
    cast({{ json_text(column, path ~ '.presentmentMoney.amount') }} as decimal(18, 4))
{%- endmacro %}

{# Where an order was sold. Draft orders are taken on the phone; an app that names itself by a code of the channel seed is
   that channel, any other app sells somewhere else. #}
{% macro shopify_sales_channel(source_name, channel_code) -%}
    case
        when {{ source_name }} = 'shopify_draft_order' then 'phone'
        when {{ source_name }} = 'pos' then 'store'
        when {{ source_name }} is null or {{ source_name }} in ('web', 'iphone', 'android') then 'web_shop'
        else coalesce({{ channel_code }}, 'other')
    end
{%- endmacro %}

{# Orders as they stand, without those that were placed to test the shop. #}
{% macro shopify_order_header(system) -%}
    (
        select
            {{ shopify_number('shop_order.id') }} as order_id,
            {{ shopify_number_in('shop_order.customer') }} as customer_id,
            shop_order.processedAt as ordered_at_local,
            shop_order.cancelledAt as cancelled_at_local,
            shop_order.displayFulfillmentStatus as status_name,
            shop_order.presentmentCurrencyCode as currency_code,
            shop_order.totalShippingPriceSet,
            shop_order.totalPriceSet,
            shop_order.fulfillments,
            shop_order.transactions,
            {{ shopify_sales_channel('shop_order.sourceName', 'channel.channel_code') }} as sales_channel_code,
            {{ json_text('shop_order.shippingAddress', '$.countryCodeV2') }} as country_code,
            {{ json_text('shop_order.shippingAddress', '$.country') }} as country_name,
            shop_order._delivery_id,
            shop_order._line
        from {{ current_rows(source('raw', system ~ '__order')) }} as shop_order
        left join {{ ref('channel') }} as channel
            on shop_order.sourceName = channel.channel_code
        where coalesce(shop_order.test, false) = false
    )
{%- endmacro %}

{# Payments that went through, each with the order it belongs to; amounts are positive, also of what was paid back. #}
{% macro shopify_transaction(header) -%}
    (
        select
            part.order_id,
            part.customer_id,
            part.currency_code,
            part._delivery_id,
            part._line,
            {{ shopify_number(json_text('part.element', '$.id')) }} as payment_id,
            {{ json_text('part.element', '$.kind') }} as kind,
            {{ json_text('part.element', '$.gateway') }} as gateway,
            {{ shopify_time(json_text('part.element', '$.processedAt')) }} as processed_at_local,
            {{ shopify_amount('part.element', '$.amountSet') }} as amount_local
        from (
            select
                order_id,
                customer_id,
                currency_code,
                _delivery_id,
                _line,
                {{ each_json_element('transactions') }} as element
            from {{ header }}
        ) as part
        where
            {{ json_text('part.element', '$.status') }} = 'SUCCESS'
            and {{ json_text('part.element', '$.kind') }} in ('SALE', 'CAPTURE', 'REFUND')
    )
{%- endmacro %}

{# A time within JSON: 2026-03-01T09:12:33Z. #}
{% macro shopify_time(text) -%}
    cast(replace(replace({{ text }}, 'T', ' '), 'Z', '') as timestamp)
{%- endmacro %}
