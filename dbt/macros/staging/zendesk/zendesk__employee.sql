{# Agents and admins, with their versions; external_id is the personnel number. #}
{% macro zendesk__employee(system) -%}
with

agent as (
    select
        *,
        row_number() over (partition by id order by valid_from_at) as place,
        min(_delivery_id) over (partition by id) as first_delivery_id
    from {{ version_rows(source('raw', system ~ '__user')) }} as user_version
    where role <> 'end-user' and not is_deleted
),

team as (
    select * from {{ current_rows(source('raw', system ~ '__group')) }} as current_group
)

select
    '{{ system }}' as system_name,
    cast(agent.id as string) as employee_id,
    nullif(trim(agent.external_id), '') as employee_number,
    nullif(trim(agent.name), '') as employee_name,
    cast(null as string) as job_title,
    team.name as team_name,
    cast(null as string) as department_name,
    coalesce(agent.active, true) as is_active,
    case when agent.place > 1 then agent.valid_from_at end as valid_from_at,
    agent.first_delivery_id as _delivery_id
from agent
left join team
    on agent.default_group_id = team.id
{%- endmacro %}
