select
    system_name,
    entity_name,
    source_id,
    customer_key,
    identity_rule,
    evidence
from {{ ref('int_identity__customer_record') }}
