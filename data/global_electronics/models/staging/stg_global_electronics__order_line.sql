with

sale as (
    select * from {{ current_rows(source('raw', 'global_electronics__sale')) }} as current_sale
),

product as (
    select * from {{ current_rows(source('raw', 'global_electronics__product')) }} as current_product
),

customer as (
    select * from {{ current_rows(source('raw', 'global_electronics__customer')) }} as current_customer
),

country as (
    select * from {{ ref('global_electronics_country') }}
)

-- Prices stand in the list of products, in US dollars; the line says in which currency it was paid. A line is made of
-- sale, product and customer, so it is of the latest delivery among them.
select
    'global_electronics' as system_name,
    cast(sale.{{ delivered('Order Number') }} as string) as order_id,
    cast(sale.{{ delivered('Line Item') }} as string) as order_line_id,
    cast(sale.CustomerKey as string) as customer_id,
    cast(sale.ProductKey as string) as product_id,
    cast(sale.{{ delivered('Order Date') }} as timestamp) as ordered_at_local,
    'sale' as line_type,
    'product' as item_type,
    product.{{ delivered('Product Name') }} as description,
    sale.Quantity as quantity,
    cast(replace(replace(trim(product.{{ delivered('Unit Price USD') }}), '$', ''), ',', '') as decimal(18, 4))
        as unit_price_amount_local,
    cast(0 as decimal(18, 4)) as discount_amount_local,
    cast(0 as decimal(18, 4)) as shipping_amount_local,
    sale.{{ delivered('Currency Code') }} as currency_code,
    'USD' as price_currency_code,
    case when sale.StoreKey = 0 then 'web_shop' else 'store' end as sales_channel_code,
    country.country_code,
    customer.Country as country_name,
    greatest(sale._delivery_id, product._delivery_id, coalesce(customer._delivery_id, 0)) as _delivery_id,
    cast(null as bigint) as _line
from sale
inner join product
    on sale.ProductKey = product.ProductKey
left join customer
    on sale.CustomerKey = customer.CustomerKey
left join country
    on customer.Country = country.country_name
