select
    customer_key,
    contact_channel_key,
    system_name,
    state,
    is_given,
    source_name,
    valid_from_at,
    valid_to_at,
    valid_to_at = {{ until_further_notice() }} as is_current
from {{ ref('int_consent__state') }}
