{% for member in ['customer', 'product', 'employee'] -%}
select
    '{{ member }}' as dimension_name,
    {{ member }}_key as member_key
from (
    select
        {{ member }}_key,
        valid_to_at,
        lead(valid_from_at) over (partition by {{ member }}_key order by valid_from_at) as next_valid_from_at
    from {{ ref('dim_' ~ member ~ '_history') }}
) as version
where valid_to_at <> coalesce(next_valid_from_at, {{ until_further_notice() }})
{{ 'union all' if not loop.last }}
{% endfor %}
