{% macro salesforce_api__contract(system) -%}
{{ salesforce__contract(system) }}
{%- endmacro %}
