{# Where a model is built: the schema a folder names is the schema, without the target's prefix, so that
   readers of a published file find core.fct_order_line under that name. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
