{% macro salesforce_api__lead(system) -%}
{{ salesforce__lead(system) }}
{%- endmacro %}
