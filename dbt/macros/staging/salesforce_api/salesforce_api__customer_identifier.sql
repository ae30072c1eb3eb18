{% macro salesforce_api__customer_identifier(system) -%}
{{ salesforce__customer_identifier(system) }}
{%- endmacro %}
