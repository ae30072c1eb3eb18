with

invoice_line as (
    select *
    from {{ source('raw', 'online_retail__invoice_line') }}
    where _withdrawn_delivery_id is null
),

item_type as (
    select * from {{ ref('online_retail_item_type') }}
),

country as (
    select * from {{ ref('online_retail_country') }}
)

select
    'online_retail' as system_name,
    trim(invoice_line.InvoiceNo) as order_id,
    cast(null as string) as order_line_id,
    -- the shop's export writes its customer numbers as decimals
    replace(trim(invoice_line.CustomerID), '.0', '') as customer_id,
    trim(invoice_line.StockCode) as product_id,
    invoice_line.InvoiceDate as ordered_at_local,
    case
        when invoice_line.InvoiceNo like 'C%' then 'cancellation'
        when invoice_line.InvoiceNo like 'A%' then 'adjustment'
        else 'sale'
    end as line_type,
    case
        -- pieces taken off an invoice at no price are stock written off, not goods sold
        when
            invoice_line.Quantity < 0
            and invoice_line.UnitPrice = 0
            and invoice_line.InvoiceNo not like 'C%'
            then 'other'
        else coalesce(item_type.item_type, 'product')
    end as item_type,
    trim(invoice_line.Description) as description,
    invoice_line.Quantity as quantity,
    invoice_line.UnitPrice as unit_price_amount_local,
    cast(0 as decimal(18, 4)) as discount_amount_local,
    cast(0 as decimal(18, 4)) as shipping_amount_local,
    'GBP' as currency_code,
    'GBP' as price_currency_code,
    'web_shop' as sales_channel_code,
    country.country_code,
    case
        when country.delivered_name is null then trim(invoice_line.Country)
        else country.country_name
    end as country_name,
    invoice_line._delivery_id,
    invoice_line._line
from invoice_line
left join item_type
    on invoice_line.StockCode = item_type.stock_code
left join country
    on invoice_line.Country = country.delivered_name
