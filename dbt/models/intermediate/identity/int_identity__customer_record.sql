-- Which customer each source record belongs to, and by which rule. Records of different systems are one customer where
-- they bear the same identifier, and joined records join those that each of them is joined with. An identifier that two
-- records of one system bear tells nobody from another and is not used. The record that was born first lends its key.
{{ config(materialized='table') }}
{% set rounds = 6 -%}
with

record as (
    select
        record.*,
        row_number() over (
            order by record.birth_delivery_date, system.system_order, record.customer_key
        ) as place
    from {{ ref('int_keys__customer') }} as record
    inner join {{ source('build', 'system') }} as system
        on record.system_name = system.system_name
),

identifier as (
    select distinct
        system_name,
        customer_id,
        identifier_type,
        identifier_value
    from {{ ref('canonical__customer_identifier') }}
),

telling as (
    select
        identifier_type,
        identifier_value
    from identifier
    group by identifier_type, identifier_value
    having
        count(*) = count(distinct system_name)
        and count(*) > 1
),

-- every record starts as a customer of its own; in each round it takes the earliest of all that share one of its
-- identifiers, so after as many rounds as a chain of records is long all of it is one
round_0 as (
    select
        record.place,
        identifier.identifier_type,
        identifier.identifier_value,
        record.place as first_place
    from identifier
    inner join telling
        on
            identifier.identifier_type = telling.identifier_type
            and identifier.identifier_value = telling.identifier_value
    inner join record
        on
            identifier.system_name = record.system_name
            and identifier.customer_id = record.source_id
),

{% for round in range(1, rounds + 1) -%}
sharing_{{ round }} as (
    select
        place,
        identifier_type,
        identifier_value,
        min(first_place) over (partition by identifier_type, identifier_value) as first_place
    from round_{{ round - 1 }}
),

round_{{ round }} as (
    select
        place,
        identifier_type,
        identifier_value,
        min(first_place) over (partition by place) as first_place
    from sharing_{{ round }}
),

{% endfor -%}
shared_type as (
    select distinct
        place,
        first_place,
        identifier_type
    from round_{{ rounds }}
),

joined as (
    select
        place,
        first_place,
        {{ dbt.listagg('identifier_type', "', '", 'order by identifier_type') }} as identifier_types
    from shared_type
    group by place, first_place
)

select
    record.system_name,
    record.entity_name,
    record.source_id,
    survivor.customer_key,
    record.birth_delivery_date,
    case when joined.place is null then 'own_id' else 'shared_identifier' end as identity_rule,
    case
        when joined.place is null
            then 'Nothing joins this record with another: its own id decides.'
        else 'Shares with a record of another system: ' || joined.identifier_types || '.'
    end as evidence
from record
left join joined
    on record.place = joined.place
inner join record as survivor
    on coalesce(joined.first_place, record.place) = survivor.place
