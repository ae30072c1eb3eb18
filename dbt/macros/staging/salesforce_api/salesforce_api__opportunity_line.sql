{% macro salesforce_api__opportunity_line(system) -%}
{{ salesforce__opportunity_line(system) }}
{%- endmacro %}
