{# Which months of a fact a build writes again, and why. Used by int_restatement__month, which declares the CTEs that
   these read: pending, replaced_raw_table, moved_<member>_version, moved_customer, moved_rate_day. #}

{# The months of one fact. `rows` is the model that says what the fact ought to hold, `entities` are the canonical
   entities it is made of, `happened_at` is the time by which a version of a member is chosen, `members` are those it
   has versions of, `rated_on` is the day whose exchange rate it takes; `parts` are entities whose rows are no rows of
   the fact, but of which its rows hold something, with the id that both bear. A fact whose keys or amounts are told by
   other records too (`made_of_others`) is compared with what it ought to be in every build. #}
{% macro months_to_restate(
    fact_name, rows, entities, happened_at, members=[], rated_on=none, parts={}, made_of_others=false
) -%}
    {%- set stood = published(fact_name) -%}
    with

    touched as (
        select distinct month, 'new or changed rows' as reason
        from {{ ref(rows) }}
        where _delivery_id in (select pending.delivery_id from pending)
        {%- for part, id in parts.items() %}
        union
        select whole.month, 'new or changed rows' as reason
        from {{ ref('canonical__' ~ part) }} as part
        inner join {{ ref(rows) }} as whole
            on
                part.system_name = whole.system_name
                and part.{{ id }} = whole.{{ id }}
        where part._delivery_id in (select pending.delivery_id from pending)
        {%- endfor %}
        {%- if stood %}
        union
        select distinct month, 'new or changed rows' as reason
        from {{ stood }}
        where _delivery_id in (select pending.delivery_id from pending)
        {%- if 'customer' in members %}
        union
        select stood.month, 'customers proved to be one, or not to be' as reason
        from {{ stood }} as stood
        inner join moved_customer
            on stood.customer_key = moved_customer.customer_key
        {%- endif %}
        {%- if rated_on %}
        union
        select stood.month, 'exchange rates came or changed' as reason
        from {{ stood }} as stood
        inner join moved_rate_day
            on stood.{{ rated_on }} = moved_rate_day.rate_date
        {%- endif %}
        {%- endif %}
    )
    {%- if stood %},

    in_moved_version as (
        {%- for member in members %}
        {{ 'union' if not loop.first }}
        select stood.month, 'versions of {{ member }}s came, moved or went' as reason
        from {{ stood }} as stood
        inner join moved_{{ member }}_version as version
            on
                stood.{{ member }}_key = version.{{ member }}_key
                and {{ held_at('version', 'stood.' ~ happened_at) }}
        {%- else %}
        select month, reason from touched where false
        {%- endfor %}
    ),

    differing as (
        {{ months_that_differ(stood, fact_name, rows, none if made_of_others else entities) }}
    )
    {%- endif %}

    select '{{ fact_name }}' as fact_name, month, reason from touched
    {%- if stood %}
    union
    select '{{ fact_name }}' as fact_name, month, reason from in_moved_version
    union
    select '{{ fact_name }}' as fact_name, month, 'versions of members moved in more than six months' as reason
    from {{ stood }}
    where (select count(distinct in_moved_version.month) from in_moved_version) > 6
    union
    select
        '{{ fact_name }}' as fact_name,
        month,
        '{{ 'rows that are gone, replaced or other than before' if made_of_others else 'rows that are gone or replaced' }}' as reason
    from differing
    where
        month not in (select touched.month from touched)
        and month not in (select in_moved_version.month from in_moved_version)
    {%- endif %}
{%- endmacro %}

{# The months in which the rows that ought to stand are not those that stand. Asked only of systems of which a pending
   delivery can have replaced or closed rows, since it reads all that stands: a row that is gone asks for no month. Where
   `entities` is none it is asked of all. #}
{% macro months_that_differ(stood, fact_name, rows, entities) -%}
        {%- set ours = graph.nodes['model.' ~ project_name ~ '.' ~ rows].columns -%}
        {%- set theirs = graph.nodes['model.' ~ project_name ~ '.' ~ fact_name].columns -%}
        {%- set columns = ours.keys() | select('in', theirs) | join(', ') -%}
        {%- set of_systems -%}
            {%- if entities is not none -%}
            where system_name in (
                select replaced_raw_table.system_name
                from replaced_raw_table
                where replaced_raw_table.raw_table in ({{ quoted_raw_tables_of(entities) }})
            )
            {%- endif -%}
        {%- endset %}
        select coalesce(ought.month, stood.month) as month
        from (
            select month, count(*) as row_count, {{ sum_of_hashes(columns) }} as content
            from {{ ref(rows) }}
            {{ of_systems }}
            group by month
        ) as ought
        full outer join (
            select month, count(*) as row_count, {{ sum_of_hashes(columns) }} as content
            from {{ stood }}
            {{ of_systems }}
            group by month
        ) as stood
            on ought.month = stood.month
        where
            ought.month is null
            or stood.month is null
            or ought.row_count <> stood.row_count
            or ought.content <> stood.content
{%- endmacro %}

{# A number that two multisets of rows share only where they are equal (but for one chance in 2 to the 64th). #}
{% macro sum_of_hashes(columns) -%}
    {{ return(adapter.dispatch('sum_of_hashes')(columns)) }}
{%- endmacro %}

{% macro duckdb__sum_of_hashes(columns) -%}
    sum(hash({{ columns }}))
{%- endmacro %}

{% macro spark__sum_of_hashes(columns) -%}
    sum(cast(xxhash64({{ columns }}) as decimal(38, 0)))
{%- endmacro %}

{# The raw tables that staging reads to make these canonical entities, as a list of SQL texts; null where there are
   none. A staging model may read another, so the list of models to look at grows while it is gone through. #}
{% macro quoted_raw_tables_of(entities) -%}
    {%- set found = [] -%}
    {%- set waiting = [] -%}
    {%- for name in env_var('RAPPORT_STAGED_MODELS').split(',') if name.split('__') | last in entities -%}
        {%- do waiting.append('model.' ~ project_name ~ '.' ~ name) -%}
    {%- endfor -%}
    {%- for unique_id in waiting -%}
        {%- for parent in graph.nodes[unique_id].depends_on.nodes -%}
            {%- if parent.startswith('source.') and graph.sources[parent].source_name == 'raw' -%}
                {%- do found.append("'" ~ graph.sources[parent].name ~ "'") -%}
            {%- elif parent.startswith('model.') -%}
                {%- do waiting.append(parent) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ found | unique | sort | join(', ') or 'null' }}
{%- endmacro %}

{# Rows that stand in one of two tables and not in the other. #}
{% macro rows_of_one_alone(one, other, columns) -%}
    (
        select {{ columns }} from {{ one }}
        except
        select {{ columns }} from {{ other }}
    )
    union
    (
        select {{ columns }} from {{ other }}
        except
        select {{ columns }} from {{ one }}
    )
{%- endmacro %}
