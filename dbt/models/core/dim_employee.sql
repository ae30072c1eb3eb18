with

history as (
    select * from {{ ref('dim_employee_history') }}
)

select
    employee_key,
    system_name,
    employee_id,
    employee_number,
    employee_name,
    job_title,
    team_name,
    department_name,
    is_active
from history
where is_current
