{% macro salesforce_api__campaign(system) -%}
{{ salesforce__campaign(system) }}
{%- endmacro %}
