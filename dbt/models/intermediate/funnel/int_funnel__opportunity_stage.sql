-- Each stay of an opportunity in a stage, from entering it until the next stage was entered; a change of the amount
-- alone ends no stay.
with

change as (
    select
        *,
        lag(stage_name) over (
            partition by system_name, opportunity_id
            order by change_number
        ) as previous_stage_name
    from {{ ref('int_funnel__opportunity_change') }}
),

entry as (
    select * from change
    where
        previous_stage_name is null
        or previous_stage_name <> stage_name
),

stay as (
    select
        *,
        row_number() over (partition by system_name, opportunity_id order by change_number) as stay_number,
        lead(changed_at) over (partition by system_name, opportunity_id order by change_number) as left_at,
        lead(changed_date) over (partition by system_name, opportunity_id order by change_number) as left_date,
        lead(stage_name) over (partition by system_name, opportunity_id order by change_number) as next_stage_name,
        lead(_delivery_id) over (partition by system_name, opportunity_id order by change_number) as next_delivery_id
    from entry
)

select
    customer_key,
    employee_key,
    marketing_channel_key,
    {{ date_key('changed_date') }} as entered_date_key,
    {{ date_key('left_date') }} as left_date_key,
    changed_at as entered_at,
    left_at,
    changed_date as entered_date,
    left_date,
    {{ month_of('changed_date') }} as month,
    system_name,
    opportunity_id,
    cast(stay_number as int) as stay_number,
    stage_name,
    stage_order,
    previous_stage_name,
    next_stage_name,
    status,
    {{ seconds_between('changed_at', 'left_at') }} as stay_seconds,
    probability,
    currency_code,
    opportunity_amount_local,
    opportunity_amount,
    greatest(_delivery_id, coalesce(next_delivery_id, _delivery_id)) as _delivery_id,
    _line
from stay
