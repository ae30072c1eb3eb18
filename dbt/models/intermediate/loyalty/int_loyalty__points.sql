-- Each change of a customer's points with his key, its day in company time, and what it was part of.
with

points as (
    select * from {{ ref('canonical__loyalty_transaction') }}
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

in_utc as (
    select
        points.*,
        {{ utc_from_local('points.happened_at_local', 'system.time_zone') }} as happened_at
    from points
    inner join system
        on points.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.happened_at', 'setting.time_zone') }} as date) as happened_date
    from in_utc
    cross join setting
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    {{ date_key('in_company_time.happened_date') }} as happened_date_key,
    in_company_time.happened_at,
    in_company_time.happened_date,
    {{ month_of('in_company_time.happened_date') }} as month,
    in_company_time.system_name,
    in_company_time.transaction_id,
    in_company_time.order_id,
    in_company_time.transaction_type,
    in_company_time.points_count,
    case when in_company_time.transaction_type = 'earned' then in_company_time.points_count else 0 end
        as earned_points_count,
    case when in_company_time.transaction_type = 'used' then -in_company_time.points_count else 0 end
        as used_points_count,
    case when in_company_time.transaction_type = 'expired' then -in_company_time.points_count else 0 end
        as expired_points_count,
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
left join customer
    on
        in_company_time.system_name = customer.system_name
        and in_company_time.customer_id = customer.source_id
