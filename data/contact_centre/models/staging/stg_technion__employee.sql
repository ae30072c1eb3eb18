with

call as (
    select * from {{ current_rows(source('raw', 'technion__call')) }} as current_call
)

select
    'technion' as system_name,
    server as employee_id,
    cast(null as string) as employee_number,
    server as employee_name,
    'Agent' as job_title,
    cast(null as string) as team_name,
    cast(null as string) as department_name,
    true as is_active,
    cast(null as timestamp) as valid_from_at,
    min(_delivery_id) as _delivery_id
from call
where server <> 'NO_SERVER'
group by server
