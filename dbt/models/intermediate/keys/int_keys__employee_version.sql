with

id as (
    select
        system_name,
        entity_name,
        source_id,
        valid_from_at,
        birth_delivery_date
    from {{ ref('int_employee__employee_version') }}
)

{{ number_new_ids('id', 'employee_version_key', ['valid_from_at']) }}
