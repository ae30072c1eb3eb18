{% macro salesforce_api__customer_contact(system) -%}
{{ salesforce__customer_contact(system) }}
{%- endmacro %}
