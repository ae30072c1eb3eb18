-- Each opportunity on each day at whose end it was open, up to today, as the last change until then says.
with

setting as (
    select * from {{ source('build', 'setting') }}
),

of_day as (
    select
        *,
        row_number() over (
            partition by system_name, opportunity_id, changed_date
            order by change_number desc
        ) as from_last
    from {{ ref('int_funnel__opportunity_change') }}
    where changed_date is not null
),

in_force as (
    select
        *,
        lead(changed_date) over (partition by system_name, opportunity_id order by changed_date) as next_date
    from of_day
    where from_last = 1
),

stretch as (
    select
        in_force.*,
        least(coalesce({{ day_before('in_force.next_date') }}, setting.as_of_date), setting.as_of_date) as last_date
    from in_force
    cross join setting
    where in_force.status = 'open'
)

select
    customer_key,
    employee_key,
    marketing_channel_key,
    expected_close_date,
    system_name,
    opportunity_id,
    stage_name,
    stage_order,
    probability,
    currency_code,
    opportunity_amount_local,
    opportunity_amount,
    cast(round(opportunity_amount * probability, 4) as decimal(18, 4)) as weighted_amount,
    _delivery_id,
    _line,
    {{ each_day('changed_date', 'last_date') }} as calendar_date
from stretch
where changed_date <= last_date
