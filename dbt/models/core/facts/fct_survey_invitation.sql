with

invitation as (
    select * from {{ ref('int_satisfaction__invitation') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    invitation.customer_key,
    customer_version.customer_version_key,
    invitation.employee_key,
    employee_version.employee_version_key,
    invitation.invited_date_key,
    invitation.answered_date_key,
    invitation.invited_at,
    invitation.answered_at,
    invitation.invited_date,
    invitation.answered_date,
    invitation.system_name,
    invitation.invitation_id,
    invitation.survey_name,
    invitation.call_id,
    invitation.ticket_id,
    invitation.order_id,
    invitation.is_answered,
    invitation._delivery_id,
    invitation._line,
    invitation.month
from invitation
inner join customer_version
    on
        invitation.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'invitation.invited_at') }}
inner join employee_version
    on
        invitation.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'invitation.invited_at') }}
