{% macro salesforce_api__opportunity(system) -%}
{{ salesforce__opportunity(system) }}
{%- endmacro %}
