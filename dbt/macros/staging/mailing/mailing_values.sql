{# A recipient by the shop's number, which the list keeps in a field of its own; without it by the address. #}
{% macro mailing_customer(merge_fields, email_id) -%}
    coalesce({{ json_text(merge_fields, '$.CUSTNO') }}, {{ email_id }})
{%- endmacro %}

{# The first time of an action in what a recipient did; times within JSON are 2026-03-01T09:12:33+00:00. #}
{% macro mailing_first(action) -%}
    min(case when action = '{{ action }}' then cast(substr(replace(happened_at, 'T', ' '), 1, 19) as timestamp) end)
{%- endmacro %}
