{% macro salesforce_api__activity(system) -%}
{{ salesforce__activity(system) }}
{%- endmacro %}
