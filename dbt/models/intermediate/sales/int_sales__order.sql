-- Each order with the days of its milestones in company time.
{% set milestones = ['ordered', 'paid', 'shipped', 'delivered', 'cancelled'] -%}
with

sales_order as (
    select * from {{ ref('canonical__order') }}
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
        {%- for milestone in milestones %}
        {{ utc_from_local('sales_order.' ~ milestone ~ '_at_local', 'system.time_zone') }} as {{ milestone }}_at{{ ',' if not loop.last }}
        {%- endfor %}
    from sales_order
    inner join system
        on sales_order.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        {%- for milestone in milestones %}
        cast({{ local_from_utc('in_utc.' ~ milestone ~ '_at', 'setting.time_zone') }} as date) as {{ milestone }}_date{{ ',' if not loop.last }}
        {%- endfor %}
    from in_utc
    cross join setting
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    coalesce(channel.channel_key, -1) as sales_channel_key,
    coalesce(geography.geography_key, -1) as geography_key,
    {%- for milestone in milestones %}
    {{ date_key('in_company_time.' ~ milestone ~ '_date') }} as {{ milestone }}_date_key,
    {%- endfor %}
    {%- for milestone in milestones %}
    in_company_time.{{ milestone }}_at,
    {%- endfor %}
    in_company_time.ordered_date as order_date,
    {{ month_of('in_company_time.ordered_date') }} as order_month,
    in_company_time.system_name,
    in_company_time.order_id,
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
