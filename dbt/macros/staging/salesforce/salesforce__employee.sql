{% macro salesforce__employee(system) -%}
with

employee as (
    select * from {{ version_rows(source('raw', system ~ '__user')) }} as user_version
    where not is_deleted
)

select
    '{{ system }}' as system_name,
    Id as employee_id,
    EmployeeNumber as employee_number,
    trim(coalesce(FirstName, '') || ' ' || coalesce(LastName, '')) as employee_name,
    Title as job_title,
    Division as team_name,
    Department as department_name,
    coalesce(IsActive, true) as is_active,
    valid_from_at,
    _delivery_id
from employee
{%- endmacro %}
