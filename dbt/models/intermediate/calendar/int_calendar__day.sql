-- Every day of every year that a fact or today falls into.
with

setting as (
    select * from {{ source('build', 'setting') }}
),

named as (
    select ordered_at_local from {{ ref('canonical__order_line') }}
    union all
    select ordered_at_local from {{ ref('canonical__order') }}
    union all
    select cast(as_of_date as timestamp) as ordered_at_local from setting
),

-- the company's clock may be a day before or behind the source's
bound as (
    select
        {{ dbt.dateadd('day', -1, 'min(ordered_at_local)') }} as first_at,
        {{ dbt.dateadd('day', 1, 'max(ordered_at_local)') }} as last_at
    from named
),

whole_year as (
    select
        cast(date_trunc('year', first_at) as date) as first_date,
        cast({{ dbt.dateadd('day', -1, dbt.dateadd('year', 1, "date_trunc('year', last_at)")) }} as date) as last_date
    from bound
)

select cast({{ each_day('first_date', 'last_date') }} as date) as calendar_date
from whole_year
