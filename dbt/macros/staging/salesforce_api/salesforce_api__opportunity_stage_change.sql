{% macro salesforce_api__opportunity_stage_change(system) -%}
{{ salesforce__opportunity_stage_change(system) }}
{%- endmacro %}
