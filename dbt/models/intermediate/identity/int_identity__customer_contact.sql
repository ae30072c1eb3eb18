-- How each customer is called and reached today. Of one whom several systems know the name, the address, the e-mail
-- address, the phone number and the day of birth are each those of the first system, in the order of company.yml, that
-- says them; no name and no address is put together from two.
{% set parts = {
    'name': ['customer_name', 'given_name', 'family_name'],
    'email': ['email'],
    'phone': ['phone'],
    'address': ['street', 'postcode', 'city', 'region_name', 'country_code'],
    'birth': ['birth_date'],
} -%}
with

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

said as (
    select
        identity.customer_key,
        identity.place,
        contact.customer_name,
        contact.given_name,
        contact.family_name,
        contact.email,
        contact.phone,
        contact.street,
        contact.postcode,
        contact.city,
        contact.region_name,
        contact.country_code,
        contact.birth_date
    from identity
    left join {{ ref('canonical__customer_contact') }} as contact
        on
            identity.system_name = contact.system_name
            and identity.source_id = contact.customer_id
),

first_to_say as (
    select
        {% for part, columns in parts.items() -%}
        min(case when {{ columns | join(' is not null or ') }} is not null then place end) as {{ part }}_place,
        {% endfor -%}
        customer_key
    from said
    group by customer_key
)

select
    {% for part, columns in parts.items() -%}
    {% for column in columns -%}
    max(case when said.place = first_to_say.{{ part }}_place then said.{{ column }} end) as {{ column }},
    {% endfor -%}
    {% endfor -%}
    first_to_say.customer_key
from first_to_say
inner join said
    on first_to_say.customer_key = said.customer_key
group by first_to_say.customer_key
