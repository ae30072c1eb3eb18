-- Each order with the days of its milestones in company time. When it left and arrived is said by the order or, where
-- it does not say, by its shipments: the last that left, and the last to arrive once all have.
with

of_shipments as (
    select
        system_name,
        order_id,
        max(shipped_at_local) as shipped_at_local,
        case when count(*) = count(delivered_at_local) then max(delivered_at_local) end as delivered_at_local
    from {{ ref('canonical__shipment') }}
    where not is_cancelled
    group by system_name, order_id
),

sales_order as (
    select
        sales_order.*,
        coalesce(sales_order.shipped_at_local, of_shipments.shipped_at_local) as left_at_local,
        coalesce(sales_order.delivered_at_local, of_shipments.delivered_at_local) as arrived_at_local
    from {{ ref('canonical__order') }} as sales_order
    left join of_shipments
        on
            sales_order.system_name = of_shipments.system_name
            and sales_order.order_id = of_shipments.order_id
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

customer as (
    select * from {{ ref('int_identity__customer_record') }}
),

geography as (
    select * from {{ ref('int_keys__geography') }}
),

channel as (
    select * from {{ ref('channel') }}
),

in_utc as (
    select
        sales_order.*,
        {{ utc_from_local('sales_order.ordered_at_local', 'system.time_zone') }} as ordered_at,
        {{ utc_from_local('sales_order.paid_at_local', 'system.time_zone') }} as paid_at,
        {{ utc_from_local('sales_order.left_at_local', 'system.time_zone') }} as shipped_at,
        {{ utc_from_local('sales_order.arrived_at_local', 'system.time_zone') }} as delivered_at,
        {{ utc_from_local('sales_order.cancelled_at_local', 'system.time_zone') }} as cancelled_at
    from sales_order
    inner join system
        on sales_order.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.ordered_at', 'setting.time_zone') }} as date) as ordered_date,
        cast({{ local_from_utc('in_utc.paid_at', 'setting.time_zone') }} as date) as paid_date,
        cast({{ local_from_utc('in_utc.shipped_at', 'setting.time_zone') }} as date) as shipped_date,
        cast({{ local_from_utc('in_utc.delivered_at', 'setting.time_zone') }} as date) as delivered_date,
        cast({{ local_from_utc('in_utc.cancelled_at', 'setting.time_zone') }} as date) as cancelled_date
    from in_utc
    cross join setting
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    coalesce(channel.channel_key, -1) as sales_channel_key,
    coalesce(geography.geography_key, -1) as geography_key,
    {{ date_key('in_company_time.ordered_date') }} as ordered_date_key,
    {{ date_key('in_company_time.paid_date') }} as paid_date_key,
    {{ date_key('in_company_time.shipped_date') }} as shipped_date_key,
    {{ date_key('in_company_time.delivered_date') }} as delivered_date_key,
    {{ date_key('in_company_time.cancelled_date') }} as cancelled_date_key,
    in_company_time.ordered_at,
    in_company_time.paid_at,
    in_company_time.shipped_at,
    in_company_time.delivered_at,
    in_company_time.cancelled_at,
    in_company_time.ordered_date as order_date,
    {{ month_of('in_company_time.ordered_date') }} as month,
    in_company_time.system_name,
    in_company_time.order_id,
    in_company_time.status_name,
    in_company_time.is_cancelled,
    in_company_time._delivery_id
from in_company_time
left join customer
    on
        in_company_time.system_name = customer.system_name
        and in_company_time.customer_id = customer.source_id
left join geography
    on in_company_time.country_name = geography.source_id
left join channel
    on in_company_time.sales_channel_code = channel.channel_code
