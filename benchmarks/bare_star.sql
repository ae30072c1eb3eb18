-- The published tables that Online Retail fills, made by DuckDB alone from well-formed files: no ledger, no quarantine,
-- no history of deliveries, no months to restate, no checks. Columns as published, but for the line in the file (_line).
-- Variables: deliveries, a pattern of files; seeds, the folder of the company's seeds.
create schema raw;
create schema core;

create table raw.invoice_line as
select * exclude (filename), dense_rank() over (order by filename) as _delivery_id
from read_csv(
    getvariable('deliveries'),
    header = true,
    filename = true,
    columns = {
        'InvoiceNo': 'varchar', 'StockCode': 'varchar', 'Description': 'varchar', 'Quantity': 'bigint',
        'InvoiceDate': 'timestamp', 'UnitPrice': 'decimal(18, 4)', 'CustomerID': 'varchar', 'Country': 'varchar'
    }
);

create temp view line as
select
    'online_retail' as system_name,
    trim(InvoiceNo) as order_id,
    replace(trim(CustomerID), '.0', '') as customer_id,
    trim(StockCode) as product_id,
    InvoiceDate as ordered_at_local,
    case when InvoiceNo like 'C%' then 'cancellation' when InvoiceNo like 'A%' then 'adjustment' else 'sale' end
        as line_type,
    case
        when Quantity < 0 and UnitPrice = 0 and InvoiceNo not like 'C%' then 'other'
        else coalesce(item.item_type, 'product')
    end as item_type,
    trim(Description) as description,
    Quantity as quantity,
    UnitPrice as unit_price,
    cast(Quantity * UnitPrice as decimal(18, 4)) as amount,
    country.country_code,
    case when country.delivered_name is null then trim(Country) else country.country_name end as country_name,
    _delivery_id
from raw.invoice_line
left join (from read_csv(getvariable('seeds') || '/online_retail_item_type.csv')) as item
    on StockCode = item.stock_code
left join (from read_csv(getvariable('seeds') || '/online_retail_country.csv')) as country
    on Country = country.delivered_name;

create table core.dim_customer_history as
select
    cast(row_number() over (order by first_delivery_id, customer_id) as integer) as customer_version_key,
    customer_version_key as customer_key,
    'online_retail' as system_name,
    customer_id,
    'unknown' as customer_type,
    cast(null as varchar) as segment,
    cast(null as varchar) as tier,
    -1 as preferred_contact_channel_key,
    -2 as organisation_customer_key,
    -2 as account_employee_key,
    latest.country_code,
    latest.country_name,
    timestamp '1900-01-01' as valid_from_at,
    timestamp '9999-12-31' as valid_to_at,
    true as is_current
from (
    select
        customer_id,
        min(_delivery_id) as first_delivery_id,
        max_by({country_code: country_code, country_name: country_name}, (ordered_at_local, order_id)) as latest
    from line
    where customer_id is not null
    group by customer_id
)
union all by name
select
    unnest([-1, -2]) as customer_version_key,
    customer_version_key as customer_key,
    unnest(['Unknown', 'Not applicable']) as customer_id,
    'unknown' as customer_type,
    -1 as preferred_contact_channel_key,
    -2 as organisation_customer_key,
    -2 as account_employee_key,
    customer_id as country_name,
    timestamp '1900-01-01' as valid_from_at,
    timestamp '9999-12-31' as valid_to_at,
    true as is_current;

create table core.dim_customer as
select
    customer_key, system_name, customer_id, customer_type, segment, tier, preferred_contact_channel_key,
    organisation_customer_key, account_employee_key, country_code, country_name
from core.dim_customer_history;

create table core.bridge_customer_identity as
select
    system_name,
    'customer' as entity_name,
    customer_id as source_id,
    customer_key,
    'own_id' as identity_rule,
    'Nothing joins this record with another: its own id decides.' as evidence
from core.dim_customer_history
where customer_key > 0;

create table core.dim_product_history as
select
    cast(row_number() over (order by first_delivery_id, product_id) as integer) as product_version_key,
    product_version_key as product_key,
    'online_retail' as system_name,
    product_id,
    product_id as sku,
    product_name,
    coalesce(item.item_type, 'product') as item_type,
    cast(null as varchar) as category_name,
    cast(null as varchar) as subcategory_name,
    cast(null as varchar) as variant_name,
    cast(null as varchar) as supplier_name,
    cast(null as decimal(18, 4)) as unit_cost_amount_local,
    cast(null as varchar) as cost_currency_code,
    timestamp '1900-01-01' as valid_from_at,
    timestamp '9999-12-31' as valid_to_at,
    true as is_current
from (
    select
        product_id,
        min(_delivery_id) as first_delivery_id,
        max_by(
            description,
            (description is not null and unit_price > 0, ordered_at_local, order_id)
        ) filter (description is not null) as product_name
    from line
    group by product_id
)
left join read_csv(getvariable('seeds') || '/online_retail_item_type.csv') as item
    on product_id = item.stock_code
union all by name
select
    unnest([-1, -2]) as product_version_key,
    product_version_key as product_key,
    unnest(['Unknown', 'Not applicable']) as product_id,
    product_id as sku,
    product_id as product_name,
    'other' as item_type,
    product_id as category_name,
    product_id as subcategory_name,
    timestamp '1900-01-01' as valid_from_at,
    timestamp '9999-12-31' as valid_to_at,
    true as is_current;

create table core.dim_product as
select
    product_key, system_name, product_id, sku, product_name, item_type, category_name, subcategory_name, variant_name,
    supplier_name, unit_cost_amount_local, cost_currency_code
from core.dim_product_history;

create table core.dim_geography as
select
    cast(row_number() over (order by min(_delivery_id), country_name) as integer) as geography_key,
    max(country_code) as country_code,
    country_name
from line
where country_name is not null
group by country_name
union all by name
select unnest([-1, -2]) as geography_key, unnest(['Unknown', 'Not applicable']) as country_name;

create table core.dim_date as
select
    cast(strftime(day, '%Y%m%d') as integer) as date_key,
    cast(day as date) as calendar_date,
    cast(year(day) as integer) as year_number,
    cast(quarter(day) as integer) as quarter_number,
    cast(month(day) as integer) as month_number,
    cast(day(day) as integer) as day_number,
    cast(week(day) as integer) as iso_week_number,
    cast(isodow(day) as integer) as iso_weekday_number,
    isodow(day) >= 6 as is_weekend,
    cast(date_trunc('week', day) as date) as week_start_date,
    cast(date_trunc('month', day) as date) as month_start_date,
    cast(date_trunc('quarter', day) as date) as quarter_start_date,
    cast(date_trunc('year', day) as date) as year_start_date,
    year_number as fiscal_year_number,
    quarter_number as fiscal_quarter_number,
    month_number as fiscal_month_number,
    false as is_holiday,
    cast(null as varchar) as holiday_names
from (
    select unnest(generate_series(
        date_trunc('year', min(InvoiceDate)), date_trunc('year', max(InvoiceDate)) + interval 1 year - interval 1 day,
        interval '1 day'
    )) as day
    from raw.invoice_line
)
union all by name
select unnest([-1, -2]) as date_key, false as is_weekend, false as is_holiday;

create table core.fct_order_line as
select
    coalesce(customer.customer_key, -1) as customer_key,
    coalesce(customer.customer_version_key, -1) as customer_version_key,
    product.product_key,
    product.product_version_key,
    1 as sales_channel_key,
    coalesce(geography.geography_key, -1) as geography_key,
    cast(strftime(ordered_at_local, '%Y%m%d') as integer) as order_date_key,
    cast(ordered_at_local as date) as order_date,
    timezone('UTC', timezone('Europe/London', ordered_at_local)) as ordered_at,
    ordered_at_local,
    line.system_name,
    order_id,
    cast(null as varchar) as order_line_id,
    line_type,
    line.item_type,
    description,
    cast(null as varchar) as return_reason_name,
    quantity,
    case when line.item_type = 'product' and line_type = 'sale' then quantity else 0 end as units_sold_count,
    'GBP' as currency_code,
    unit_price as unit_price_amount_local,
    amount as invoiced_amount_local,
    amount as invoiced_amount,
    cast(if(line.item_type = 'product' and line_type = 'sale', amount, 0) as decimal(18, 4)) as gross_sales_amount,
    cast(if(line.item_type = 'discount' and line_type <> 'adjustment', -amount, 0) as decimal(18, 4))
        as discount_amount,
    cast(if(line.item_type = 'product' and line_type = 'cancellation', -amount, 0) as decimal(18, 4))
        as returns_amount,
    cast(if(line_type = 'adjustment', amount, 0) as decimal(18, 4)) as adjustments_amount,
    cast(if(line_type = 'adjustment' or line.item_type in ('product', 'discount'), amount, 0) as decimal(18, 4))
        as net_revenue_amount,
    cast(if(line_type <> 'adjustment' and line.item_type = 'shipping', amount, 0) as decimal(18, 4))
        as shipping_amount,
    cast(if(line_type <> 'adjustment' and line.item_type = 'fee', amount, 0) as decimal(18, 4)) as fees_amount,
    cast(if(line_type <> 'adjustment' and line.item_type = 'other', amount, 0) as decimal(18, 4)) as other_amount,
    _delivery_id,
    strftime(ordered_at_local, '%Y-%m') as month
from line
left join core.dim_customer_history as customer using (customer_id)
join core.dim_product_history as product using (product_id)
left join core.dim_geography as geography on line.country_name = geography.country_name;

create table core.fct_order as
select
    min(customer_key) as customer_key,
    min(customer_version_key) as customer_version_key,
    min(sales_channel_key) as sales_channel_key,
    min(geography_key) as geography_key,
    min(order_date_key) as ordered_date_key,
    -1 as paid_date_key,
    -1 as shipped_date_key,
    -1 as delivered_date_key,
    -1 as cancelled_date_key,
    min(ordered_at) as ordered_at,
    cast(null as timestamp) as paid_at,
    cast(null as timestamp) as shipped_at,
    cast(null as timestamp) as delivered_at,
    cast(null as timestamp) as cancelled_at,
    min(order_date) as order_date,
    'online_retail' as system_name,
    order_id,
    cast(null as varchar) as status_name,
    false as is_cancelled,
    count(*) as line_count,
    bool_or(line_type = 'sale') as has_sale_line,
    cast(sum(invoiced_amount) as decimal(18, 4)) as invoiced_amount,
    cast(sum(net_revenue_amount) as decimal(18, 4)) as net_revenue_amount,
    max(_delivery_id) as _delivery_id,
    min(month) as month
from core.fct_order_line
group by order_id;
