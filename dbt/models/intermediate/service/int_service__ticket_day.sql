-- How many tickets were open at the end of each day, by team, priority and type, from the first to today.
with

state as (
    select * from {{ ref('int_service__ticket_state') }}
    where status in ('open', 'pending')
),

setting as (
    select * from {{ source('build', 'setting') }}
),

stretch as (
    select
        state.*,
        least(coalesce({{ day_before('state.ends_date') }}, setting.as_of_date), setting.as_of_date) as last_date
    from state
    cross join setting
),

day as (
    select
        system_name,
        team_name,
        priority,
        ticket_type,
        status,
        opened_date,
        {{ each_day('begins_date', 'last_date') }} as calendar_date
    from stretch
    where begins_date <= last_date
)

select
    calendar_date,
    system_name,
    team_name,
    priority,
    ticket_type,
    count(*) as open_ticket_count,
    cast(sum(case when status = 'pending' then 1 else 0 end) as bigint) as pending_ticket_count,
    cast(sum({{ dbt.datediff('opened_date', 'calendar_date', 'day') }}) as bigint) as age_days
from day
group by calendar_date, system_name, team_name, priority, ticket_type
