with

points as (
    select * from {{ ref('int_loyalty__points') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
)

select
    points.customer_key,
    customer_version.customer_version_key,
    points.happened_date_key,
    points.happened_at,
    points.happened_date,
    points.system_name,
    points.transaction_id,
    points.order_id,
    points.transaction_type,
    points.points_count,
    points.earned_points_count,
    points.used_points_count,
    points.expired_points_count,
    points._delivery_id,
    points._line,
    points.month
from points
inner join customer_version
    on
        points.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'points.happened_at') }}
