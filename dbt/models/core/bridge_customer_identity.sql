-- Written after the months to restate are known, since these compare the records with those that stood before.
-- depends_on: {{ ref('int_restatement__month') }}
select
    system_name,
    entity_name,
    source_id,
    customer_key,
    identity_rule,
    evidence
from {{ ref('int_identity__customer_record') }}
