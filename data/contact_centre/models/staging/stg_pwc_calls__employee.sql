with

call as (
    select * from {{ current_rows(source('raw', 'pwc_calls__call')) }} as current_call
)

select
    'pwc_calls' as system_name,
    Agent as employee_id,
    cast(null as string) as employee_number,
    Agent as employee_name,
    'Agent' as job_title,
    cast(null as string) as team_name,
    cast(null as string) as department_name,
    true as is_active,
    cast(null as timestamp) as valid_from_at,
    min(_delivery_id) as _delivery_id
from call
group by Agent
