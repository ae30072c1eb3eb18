-- Every day of every year that a fact or today falls into.
with

setting as (
    select * from {{ source('build', 'setting') }}
),

bound as (
    select
        min(day.order_date) as first_date,
        max(day.order_date) as last_date
    from (
        select order_date from {{ ref('int_sales__order_line') }}
        union all
        select order_date from {{ ref('int_sales__order') }}
        union all
        select as_of_date from setting
    ) as day
),

whole_year as (
    select
        cast(date_trunc('year', first_date) as date) as first_date,
        cast({{ dbt.dateadd('day', -1, dbt.dateadd('year', 1, "date_trunc('year', last_date)")) }} as date) as last_date
    from bound
)

select cast({{ each_day('first_date', 'last_date') }} as date) as calendar_date
from whole_year
