{% macro salesforce_api__employee(system) -%}
{{ salesforce__employee(system) }}
{%- endmacro %}
