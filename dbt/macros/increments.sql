{# Facts are restated by whole months of company time. int_restatement__month says which months of which fact; the
   months are removed and written again, so that a month that lost all its rows loses them here too. #}

{# Whether this run adds to what stands. Where the database may not be asked (compiling without it) the longer
   way is taken, so that its SQL is seen too. #}
{% macro is_restating() -%}
    {{ return(is_incremental() if flags.INTROSPECT else true) }}
{%- endmacro %}

{# A core table as the candidate holds it before this build writes it; none in a first build, and none where all is
   built anew, since what stands may have other columns then. #}
{% macro published(table_name) -%}
    {%- if not execute or flags.FULL_REFRESH -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set node = graph.nodes['model.' ~ project_name ~ '.' ~ table_name] -%}
    {%- if not flags.INTROSPECT -%}
        {{ return(api.Relation.create(database=node.database, schema=node.schema, identifier=table_name)) }}
    {%- endif -%}
    {{ return(adapter.get_relation(database=node.database, schema=node.schema, identifier=table_name)) }}
{%- endmacro %}

{% macro restated_months(fact_name) -%}
    (
        select restated.month
        from {{ ref('int_restatement__month') }} as restated
        where restated.fact_name = '{{ fact_name }}'
    )
{%- endmacro %}

{# The filter of an incremental fact; nothing where the fact is built whole. #}
{% macro where_restated() -%}
    {%- set months = restated_months(this.identifier) -%}
    {%- if is_restating() -%}
where month in {{ months }}
    {%- endif -%}
{%- endmacro %}

{# Strategy 'restate_months' (DuckDB); on Spark the same months are overwritten as partitions. #}
{% macro get_incremental_restate_months_sql(arg_dict) -%}
    {%- set columns = arg_dict['dest_columns'] | map(attribute='quoted') | join(', ') -%}
    delete from {{ arg_dict['target_relation'] }}
    where month in {{ restated_months(this.identifier) }};

    insert into {{ arg_dict['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ arg_dict['temp_relation'] }}
{%- endmacro %}

{# Whether a fact row is read by the checks of this build: the months it wrote again; once a week, and where all was
   built anew, every month. #}
{% macro is_due_for_checks(fact_alias, fact_name) -%}
    (
        {{ fact_alias }}.month in {{ restated_months(fact_name) }}
        or (select setting.checks_all from {{ source('build', 'setting') }} as setting)
    )
{%- endmacro %}
