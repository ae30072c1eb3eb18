{% macro salesforce_api__customer(system) -%}
{{ salesforce__customer(system) }}
{%- endmacro %}
