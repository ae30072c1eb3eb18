with

closed_deal as (
    select * from {{ current_rows(source('raw', 'olist_funnel__closed_deal')) }} as current_deal
),

named as (
    select sdr_id as employee_id, 0 as deals_closed, _delivery_id from closed_deal
    union all
    select sr_id as employee_id, 1 as deals_closed, _delivery_id from closed_deal
)

-- Thirteen people do both; who closes deals is a sales representative.
select
    'olist_funnel' as system_name,
    employee_id,
    cast(null as string) as employee_number,
    cast(null as string) as employee_name,
    case
        when max(deals_closed) = 1 then 'Sales representative'
        else 'Sales development representative'
    end as job_title,
    cast(null as string) as team_name,
    'Sales' as department_name,
    true as is_active,
    cast(null as timestamp) as valid_from_at,
    min(_delivery_id) as _delivery_id
from named
where employee_id is not null
group by employee_id
