-- Written after the months to restate are known, since these compare the versions with those that stood before.
-- depends_on: {{ ref('int_restatement__month') }}
with

version as (
    select * from {{ ref('int_employee__employee_version') }}
),

key as (
    select * from {{ ref('int_keys__employee_version') }}
),

keyed as (
    select
        key.employee_version_key,
        version.employee_key,
        version.system_name,
        version.source_id as employee_id,
        version.employee_number,
        version.employee_name,
        version.job_title,
        version.team_name,
        version.department_name,
        version.is_active,
        version.valid_from_at,
        version.valid_to_at,
        version.valid_to_at = {{ until_further_notice() }} as is_current
    from version
    inner join key
        on
            version.system_name = key.system_name
            and version.source_id = key.source_id
            and version.valid_from_at = key.valid_from_at
)

select * from keyed
{{ members_outside(
    key_columns=['employee_version_key', 'employee_key'],
    name_columns=['employee_id', 'employee_name', 'team_name', 'department_name'],
    fixed={
        'is_active': 'true',
        'valid_from_at': since_ever(),
        'valid_to_at': until_further_notice(),
        'is_current': 'true',
    }
) }}
