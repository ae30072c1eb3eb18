{% macro salesforce_api__campaign_member(system) -%}
{{ salesforce__campaign_member(system) }}
{%- endmacro %}
