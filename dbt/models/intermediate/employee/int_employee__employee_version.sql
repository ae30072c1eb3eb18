-- Every version of every employee and the stretch of time in which it holds. The first reaches back to the beginning,
-- so that no fact falls before it; one whom facts name and no record describes has one version, without attributes.
with

record as (
    select
        *,
        case
            when row_number() over (partition by system_name, employee_id order by valid_from_at nulls first) = 1
                then {{ since_ever() }}
            else valid_from_at
        end as holds_from_at
    from {{ ref('canonical__employee') }}
),

identity as (
    select * from {{ ref('int_keys__employee') }}
),

version as (
    select
        identity.employee_key,
        identity.system_name,
        identity.entity_name,
        identity.source_id,
        identity.birth_delivery_date,
        record.employee_number,
        record.employee_name,
        record.job_title,
        record.team_name,
        record.department_name,
        coalesce(record.is_active, true) as is_active,
        coalesce(record.holds_from_at, {{ since_ever() }}) as valid_from_at
    from identity
    left join record
        on
            identity.system_name = record.system_name
            and identity.source_id = record.employee_id
)

select
    *,
    coalesce(
        lead(valid_from_at) over (partition by employee_key order by valid_from_at),
        {{ until_further_notice() }}
    ) as valid_to_at
from version
