with

agent_session as (
    select * from {{ ref('int_service__agent_session') }}
    {{ where_restated() }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    agent_session.employee_key,
    employee_version.employee_version_key,
    agent_session.logged_in_date_key,
    agent_session.time_of_day_key,
    agent_session.logged_in_at,
    agent_session.logged_out_at,
    agent_session.logged_in_at_local,
    agent_session.logged_in_date,
    agent_session.system_name,
    agent_session.session_id,
    agent_session.logged_in_seconds,
    agent_session.paused_seconds,
    agent_session._delivery_id,
    agent_session._line,
    agent_session.month
from agent_session
inner join employee_version
    on
        agent_session.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'agent_session.logged_in_at') }}
