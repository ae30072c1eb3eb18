{# What customers have agreed to by e-mail and text message, each time that it became something else. A state without a time
   of its own holds from the version of the customer that first bears it. #}
{% macro shopify__consent(system) -%}
{%- set channels = {'email': 'emailMarketingConsent', 'sms': 'smsMarketingConsent'} -%}
with

customer as (
    select
        *,
        row_number() over (partition by id order by valid_from_at) as place
    from {{ version_rows(source('raw', system ~ '__customer')) }} as customer_version
    where not is_deleted
),

told as (
    {%- for channel, column in channels.items() %}
    select
        id,
        place,
        '{{ channel }}' as contact_channel_code,
        {{ json_text(column, '$.marketingState') }} as marketing_state,
        coalesce(
            {{ shopify_time(json_text(column, '$.consentUpdatedAt')) }},
            case when place > 1 then valid_from_at end
        ) as since_at_local,
        {{ json_text(column, '$.consentCollectedFrom') }} as source_name,
        _delivery_id,
        _line
    from customer
    where {{ json_text(column, '$.marketingState') }} is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

compared as (
    select
        *,
        lag(marketing_state) over (partition by id, contact_channel_code order by place) as state_before
    from told
)

select
    '{{ system }}' as system_name,
    {{ shopify_number('id') }} as customer_id,
    contact_channel_code,
    case
        when marketing_state = 'SUBSCRIBED' then 'given'
        when marketing_state = 'UNSUBSCRIBED' then 'withdrawn'
        when marketing_state = 'PENDING' then 'pending'
        else 'never'
    end as state,
    since_at_local,
    source_name,
    _delivery_id,
    _line
from compared
where state_before is null or marketing_state <> state_before
{%- endmacro %}
