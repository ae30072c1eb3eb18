{# All rows of one canonical entity, over every system whose staging delivers it. The names of the staged models
   come from the environment, since a company's staging lies in its own folder. Where no system delivers the entity
   the result is empty, with the columns and types of the entity. #}
{% macro every_system(entity) -%}
    {%- set suffix = '__' ~ entity -%}
    {%- set staged = [] -%}
    {%- for name in env_var('RAPPORT_STAGED_MODELS').split(',') if name.endswith(suffix) -%}
        {%- do staged.append(ref(name)) -%}
    {%- endfor -%}
    {%- if staged -%}
        {%- for relation in staged %}
select {{ model.columns.keys() | join(', ') or '1' }}
from {{ relation }}
{{ 'union all' if not loop.last }}
        {%- endfor -%}
    {%- else %}
select
        {%- for column in model.columns.values() %}
    cast(null as {{ column.data_type }}) as {{ column.name }}{{ ',' if not loop.last }}
        {%- else %}
    1 as nothing
        {%- endfor %}
where false
    {%- endif -%}
{%- endmacro %}
