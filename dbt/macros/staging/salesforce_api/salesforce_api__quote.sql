{% macro salesforce_api__quote(system) -%}
{{ salesforce__quote(system) }}
{%- endmacro %}
