{% macro asterisk__employee(system) -%}
with

agent as (
    select * from {{ version_rows(source('raw', system ~ '__agent')) }} as agent_version
    where not is_deleted
)

select
    '{{ system }}' as system_name,
    extension as employee_id,
    cast(null as string) as employee_number,
    name as employee_name,
    job_title,
    team as team_name,
    department as department_name,
    coalesce(active, true) as is_active,
    valid_from_at,
    _delivery_id
from agent
{%- endmacro %}
