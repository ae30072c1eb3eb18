-- An identifier that at most one record of each system bears. Were a chain of records longer than the rounds of
-- int_identity__customer_record, its ends would be two customers; the build stops here rather than publish them.
with

identifier as (
    select distinct
        bridge.customer_key,
        identifier.system_name,
        identifier.customer_id,
        identifier.identifier_type,
        identifier.identifier_value
    from {{ ref('canonical__customer_identifier') }} as identifier
    inner join {{ ref('bridge_customer_identity') }} as bridge
        on
            identifier.system_name = bridge.system_name
            and identifier.customer_id = bridge.source_id
)

select identifier_type
from identifier
group by identifier_type, identifier_value
having
    count(*) = count(distinct system_name)
    and count(distinct customer_key) > 1
