{# What several models of a switchboard read alike: its events, who took a call first, and its clock. #}

{# An agent as he is known by: his extension where the member's name ends in one (PJSIP/1021), else that name. #}
{% macro asterisk_agent(column) -%}
    coalesce(nullif(regexp_extract({{ column }}, '([0-9]+)$', 1), ''), nullif({{ column }}, 'NONE'))
{%- endmacro %}

{# Events have no clock but seconds since 1970; canonical times are by the clock of the system. #}
{% macro asterisk_clock(epoch, system) -%}
    {{ local_from_utc(utc_from_epoch(epoch), system ~ '.time_zone') }}
{%- endmacro %}

{% macro asterisk_system(system) -%}
    (
        select time_zone from {{ source('build', 'system') }}
        where system_name = '{{ system }}'
    )
{%- endmacro %}

{# The event of a call that comes next stands beside each, so that a leg's end is found: several happen in a second. #}
{% macro asterisk_events(system) -%}
    (
        select
            event.*,
            {{ asterisk_agent('event.agent') }} as agent_id,
            lead(event.event) over (
                partition by event.call_id
                order by event.epoch, event._delivery_id, event._line
            ) as next_event,
            lead(event.epoch) over (
                partition by event.call_id
                order by event.epoch, event._delivery_id, event._line
            ) as next_epoch,
            row_number() over (
                partition by event.call_id, event.event
                order by event.epoch, event._delivery_id, event._line
            ) as nth
        from {{ standing_rows(source('raw', system ~ '__queue_event')) }} as event
        where event.event not in ('RINGNOANSWER', 'RINGCANCELED')
    )
{%- endmacro %}

{# Whose call it was: the contact that the dialplan found, and the agent who took it first. #}
{% macro asterisk_parties(system) -%}
    (
        select
            path.uniqueid,
            max(nullif(path.accountcode, '')) as customer_id,
            max(taken.agent_id) as employee_id
        from {{ standing_rows(source('raw', system ~ '__cdr')) }} as path
        left join {{ asterisk_events(system) }} as taken
            on
                path.uniqueid = taken.call_id
                and taken.event = 'CONNECT'
                and taken.nth = 1
        group by path.uniqueid
    )
{%- endmacro %}

{# A value that the dialplan put into userfield as name=value;name=value. #}
{% macro asterisk_userfield(column, name) -%}
    nullif(regexp_extract({{ column }}, '(^|;){{ name }}=([^;]*)', 2), '')
{%- endmacro %}
