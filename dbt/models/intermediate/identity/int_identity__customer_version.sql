-- Every version of every customer and the stretch of time in which it holds. The first reaches back to the beginning,
-- so that no fact falls before it; a customer whom facts name and no record describes has one version, without
-- attributes. Of one who has records in several systems each attribute is that of the first system, in the order of
-- company.yml, that says it; he bears the id of the first of them.
{% set pointers = ['preferred_contact_channel_key', 'organisation_customer_key', 'account_employee_key'] -%}
with

record as (
    select
        *,
        case
            when row_number() over (partition by system_name, customer_id order by valid_from_at nulls first) = 1
                then {{ since_ever() }}
            else valid_from_at
        end as holds_from_at
    from {{ ref('canonical__customer') }}
),

identity as (
    select
        identity.*,
        row_number() over (
            partition by identity.customer_key
            order by system.system_order, identity.source_id
        ) as place
    from {{ ref('int_identity__customer_record') }} as identity
    inner join {{ source('build', 'system') }} as system
        on identity.system_name = system.system_name
),

employee as (
    select * from {{ ref('int_keys__employee') }}
),

channel as (
    select * from {{ ref('channel') }}
),

described as (
    select
        identity.customer_key,
        identity.place,
        record.customer_type,
        record.segment,
        record.tier,
        channel.channel_key as preferred_contact_channel_key,
        organisation.customer_key as organisation_customer_key,
        employee.employee_key as account_employee_key,
        record.country_code,
        record.country_name,
        coalesce(record.holds_from_at, {{ since_ever() }}) as valid_from_at
    from identity
    left join record
        on
            identity.system_name = record.system_name
            and identity.source_id = record.customer_id
    left join identity as organisation
        on
            record.system_name = organisation.system_name
            and record.organisation_customer_id = organisation.source_id
    left join employee
        on
            record.system_name = employee.system_name
            and record.employee_id = employee.source_id
    left join channel
        on record.preferred_contact_channel_code = channel.channel_code
),

stretch as (
    select
        *,
        coalesce(
            lead(valid_from_at) over (partition by customer_key, place order by valid_from_at),
            {{ until_further_notice() }}
        ) as valid_to_at
    from described
),

moment as (
    select distinct
        customer_key,
        valid_from_at
    from stretch
),

-- what each system says at each moment at which one of them says something new
version as (
    select
        moment.customer_key,
        moment.valid_from_at,
        coalesce(
            min_by(stretch.customer_type, stretch.place) filter (where stretch.customer_type <> 'unknown'), 'unknown'
        ) as customer_type,
        min_by(stretch.segment, stretch.place) filter (where stretch.segment is not null) as segment,
        min_by(stretch.tier, stretch.place) filter (where stretch.tier is not null) as tier,
        {% for pointer in pointers -%}
        min_by(stretch.{{ pointer }}, stretch.place) filter (where stretch.{{ pointer }} is not null) as {{ pointer }},
        {% endfor -%}
        min_by(stretch.country_code, stretch.place) filter (where stretch.country_name is not null) as country_code,
        min_by(stretch.country_name, stretch.place) filter (where stretch.country_name is not null) as country_name
    from moment
    inner join stretch
        on
            moment.customer_key = stretch.customer_key
            and moment.valid_from_at >= stretch.valid_from_at
            and moment.valid_from_at < stretch.valid_to_at
    group by moment.customer_key, moment.valid_from_at
)

select
    version.customer_key,
    first_record.system_name,
    first_record.entity_name,
    first_record.source_id,
    first_record.birth_delivery_date,
    version.customer_type,
    version.segment,
    version.tier,
    coalesce(version.preferred_contact_channel_key, -1) as preferred_contact_channel_key,
    coalesce(version.organisation_customer_key, -2) as organisation_customer_key,
    coalesce(version.account_employee_key, -2) as account_employee_key,
    version.country_code,
    version.country_name,
    version.valid_from_at,
    coalesce(
        lead(version.valid_from_at) over (partition by version.customer_key order by version.valid_from_at),
        {{ until_further_notice() }}
    ) as valid_to_at
from version
inner join identity as first_record
    on
        version.customer_key = first_record.customer_key
        and first_record.place = 1
