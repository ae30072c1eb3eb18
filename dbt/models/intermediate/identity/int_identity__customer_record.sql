-- Which customer each source record belongs to, and by which rule.
with

record as (
    select * from {{ ref('int_keys__customer') }}
)

select
    system_name,
    entity_name,
    source_id,
    customer_key,
    birth_delivery_date,
    'own_id' as identity_rule,
    'The system gives this customer an id of his own and no other system names it.' as evidence
from record
