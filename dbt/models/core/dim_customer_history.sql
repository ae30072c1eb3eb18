-- Written after the months to restate are known, since these compare the versions with those that stood before.
-- depends_on: {{ ref('int_restatement__month') }}
with

version as (
    select * from {{ ref('int_identity__customer_version') }}
),

key as (
    select * from {{ ref('int_keys__customer_version') }}
),

keyed as (
    select
        key.customer_version_key,
        version.customer_key,
        version.system_name,
        version.source_id as customer_id,
        version.customer_type,
        version.segment,
        version.tier,
        version.preferred_contact_channel_key,
        version.organisation_customer_key,
        version.account_employee_key,
        version.country_code,
        version.country_name,
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
    key_columns=['customer_version_key', 'customer_key'],
    name_columns=['customer_id', 'country_name'],
    fixed={
        'customer_type': "'unknown'",
        'preferred_contact_channel_key': -1,
        'organisation_customer_key': -2,
        'account_employee_key': -2,
        'valid_from_at': since_ever(),
        'valid_to_at': until_further_notice(),
        'is_current': 'true',
    }
) }}
