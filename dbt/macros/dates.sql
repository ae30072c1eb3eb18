{# Dates and clock times. What DuckDB and Spark say differently is dispatched; models never name an engine. #}

{# UTC of a wall-clock time in a time zone. In a double hour the first; a missing hour moves forward by the gap. #}
{% macro utc_from_local(local_timestamp, time_zone) -%}
    {{ return(adapter.dispatch('utc_from_local')(local_timestamp, time_zone)) }}
{%- endmacro %}

{# ICU takes the second of a double hour (seen in DuckDB 2.0), hence the step back of the hour that clocks are set by. #}
{% macro duckdb__utc_from_local(local_timestamp, time_zone) -%}
    {%- set utc = "timezone('UTC', timezone(" ~ time_zone ~ ', ' ~ local_timestamp ~ '))' -%}
    case
            when timezone({{ time_zone }}, timezone('UTC', {{ utc }} - interval '1 hour')) = {{ local_timestamp }}
                then {{ utc }} - interval '1 hour'
            else {{ utc }}
        end
{%- endmacro %}

{% macro spark__utc_from_local(local_timestamp, time_zone) -%}
    to_utc_timestamp({{ local_timestamp }}, {{ time_zone }})
{%- endmacro %}

{# Wall-clock time in a time zone of a UTC time. #}
{% macro local_from_utc(utc_timestamp, time_zone) -%}
    {{ return(adapter.dispatch('local_from_utc')(utc_timestamp, time_zone)) }}
{%- endmacro %}

{% macro duckdb__local_from_utc(utc_timestamp, time_zone) -%}
    timezone({{ time_zone }}, timezone('UTC', {{ utc_timestamp }}))
{%- endmacro %}

{% macro spark__local_from_utc(utc_timestamp, time_zone) -%}
    from_utc_timestamp({{ utc_timestamp }}, {{ time_zone }})
{%- endmacro %}

{# When a day and a time of day that a source delivers apart happened, by its own clock. #}
{% macro at_clock(date_column, time_column) -%}
    cast(cast({{ date_column }} as string) || ' ' || cast({{ time_column }} as string) as timestamp)
{%- endmacro %}

{# Seconds of a stretch that a source writes as a time of day (00:02:23). #}
{% macro seconds_of_clock(time_column) -%}
    cast(
        extract(hour from {{ time_column }}) * 3600
        + extract(minute from {{ time_column }}) * 60
        + extract(second from {{ time_column }})
        as int
    )
{%- endmacro %}

{# One row per day from the first to the last, both included. Stands alone in a select: Spark takes no function of it. #}
{% macro each_day(first_date, last_date) -%}
    {{ return(adapter.dispatch('each_day')(first_date, last_date)) }}
{%- endmacro %}

{% macro duckdb__each_day(first_date, last_date) -%}
    cast(
        unnest(generate_series(cast({{ first_date }} as timestamp), cast({{ last_date }} as timestamp), interval '1 day'))
        as date
    )
{%- endmacro %}

{% macro spark__each_day(first_date, last_date) -%}
    explode(sequence({{ first_date }}, {{ last_date }}, interval 1 day))
{%- endmacro %}

{# One row per whole number from the first to the last, both included. #}
{% macro each_number(first_number, last_number) -%}
    {{ return(adapter.dispatch('each_number')(first_number, last_number)) }}
{%- endmacro %}

{% macro duckdb__each_number(first_number, last_number) -%}
    unnest(generate_series({{ first_number }}, {{ last_number }}))
{%- endmacro %}

{% macro spark__each_number(first_number, last_number) -%}
    explode(sequence({{ first_number }}, {{ last_number }}))
{%- endmacro %}

{# Whole seconds from one UTC time to another; negative where the second is the earlier. #}
{% macro seconds_between(from_timestamp, to_timestamp) -%}
    {{ return(adapter.dispatch('seconds_between')(from_timestamp, to_timestamp)) }}
{%- endmacro %}

{% macro duckdb__seconds_between(from_timestamp, to_timestamp) -%}
    datesub('second', {{ from_timestamp }}, {{ to_timestamp }})
{%- endmacro %}

{% macro spark__seconds_between(from_timestamp, to_timestamp) -%}
    timestampdiff(SECOND, {{ from_timestamp }}, {{ to_timestamp }})
{%- endmacro %}

{# 0 on a Monday to 6 on a Sunday, whatever the engine takes for the first day of a week. 1 January 1900 was a Monday. #}
{% macro days_since_monday(date_column) -%}
    cast(
            {{ dbt.datediff("cast('1900-01-01' as date)", date_column, 'day') }} % 7
            as int
        )
{%- endmacro %}

{# yyyymmdd of a date; -1 where no date was delivered. #}
{% macro date_key(date_column) -%}
    coalesce(
        cast(extract(year from {{ date_column }}) * 10000 + extract(month from {{ date_column }}) * 100 + extract(day from {{ date_column }}) as int),
        -1
    )
{%- endmacro %}

{# Minute of the day, 0 to 1439, of a clock time; -1 where no time was delivered. #}
{% macro time_of_day_key(local_timestamp) -%}
    coalesce(
        cast(extract(hour from {{ local_timestamp }}) * 60 + extract(minute from {{ local_timestamp }}) as int),
        -1
    )
{%- endmacro %}

{# The partition a fact row falls into: '2010-12', or 'undated'. #}
{% macro month_of(date_column) -%}
    coalesce(substr(cast({{ date_column }} as string), 1, 7), 'undated')
{%- endmacro %}

{# Start of a version that holds since ever. A day that every engine and file format can write, before all data. #}
{% macro since_ever(valid_from_at=none) -%}
    {%- set beginning = "cast('1900-01-01 00:00:00' as timestamp)" -%}
    {{ 'coalesce(' ~ valid_from_at ~ ', ' ~ beginning ~ ')' if valid_from_at else beginning }}
{%- endmacro %}

{# End of a version that still holds. #}
{% macro until_further_notice() -%}
    cast('9999-12-31 00:00:00' as timestamp)
{%- endmacro %}

{# Whether a version of a dimension member held when something happened; what is undated takes today's version. The
   first version reaches back and the last forward without end, so that no time however absurd loses its row. #}
{% macro held_at(version, happened_at) -%}
    {%- set at = 'coalesce(' ~ happened_at ~ ', ' ~ until_further_notice() ~ ')' -%}
    (
            ({{ version }}.valid_from_at <= {{ at }} or {{ version }}.valid_from_at = {{ since_ever() }})
            and ({{ version }}.valid_to_at > {{ at }} or {{ version }}.valid_to_at = {{ until_further_notice() }})
        )
{%- endmacro %}

{# The day before a date. #}
{% macro day_before(date_column) -%}
    cast({{ dbt.dateadd('day', -1, date_column) }} as date)
{%- endmacro %}

{# UTC of whole seconds since 1970. #}
{% macro utc_from_epoch(seconds) -%}
    {{ return(adapter.dispatch('utc_from_epoch')(seconds)) }}
{%- endmacro %}

{% macro duckdb__utc_from_epoch(seconds) -%}
    make_timestamp({{ seconds }} * 1000000)
{%- endmacro %}

{# The session's zone is UTC wherever these models run. #}
{% macro spark__utc_from_epoch(seconds) -%}
    timestamp_seconds({{ seconds }})
{%- endmacro %}

{# The years of the days before and behind each of these times, as before_<column> and behind_<column>: the company's clock
   may be a day away from the source's. #}
{% macro years_around(columns) -%}
    {%- for column in columns -%}
        extract(year from {{ dbt.dateadd('day', -1, column) }}) as before_{{ column }},
        extract(year from {{ dbt.dateadd('day', 1, column) }}) as behind_{{ column }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
