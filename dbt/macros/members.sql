{# The two members that every dimension has beside those that were delivered: -1 unknown (a fact names nobody, or
   nobody we know) and -2 not applicable. Facts never lose a row in a join. Called after a select of the model's own
   columns; names are filled into `name_columns`, keys into `key_columns`, everything else is empty. #}
{% macro members_outside(key_columns, name_columns, fixed={}) -%}
    {%- for key, name in [(-1, 'Unknown'), (-2, 'Not applicable')] %}
union all
select
        {%- for column in model.columns.values() %}
            {%- if column.name in key_columns %}
    {{ key }} as {{ column.name }}
            {%- elif column.name in name_columns %}
    '{{ name }}' as {{ column.name }}
            {%- elif column.name in fixed %}
    {{ fixed[column.name] }} as {{ column.name }}
            {%- else %}
    cast(null as {{ column.data_type }}) as {{ column.name }}
            {%- endif %}{{ ',' if not loop.last }}
        {%- endfor %}
    {%- endfor %}
{%- endmacro %}
