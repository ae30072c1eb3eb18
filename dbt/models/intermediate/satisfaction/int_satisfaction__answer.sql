-- Each review and each answer to a survey with its keys, its day in company time, and its score on its own scale and
-- from 0 (worst) to 100 (best).
with

review as (
    select * from {{ ref('canonical__review') }}
),

survey_response as (
    select * from {{ ref('canonical__survey_response') }}
),

system as (
    select * from {{ source('build', 'system') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

customer as (
    select * from {{ ref('int_identity__customer_record') }}
),

employee as (
    select * from {{ ref('int_keys__employee') }}
),

product as (
    select * from {{ ref('int_keys__product') }}
),

answer as (
    select
        system_name,
        'review' as instrument,
        review_id as answer_id,
        customer_id,
        cast(null as string) as employee_id,
        product_id,
        order_id,
        cast(null as string) as call_id,
        cast(null as string) as ticket_id,
        reviewed_at_local as answered_at_local,
        score,
        lowest_score,
        highest_score,
        title,
        comment,
        _delivery_id,
        _line
    from review
    union all
    select
        system_name,
        instrument,
        response_id as answer_id,
        customer_id,
        employee_id,
        cast(null as string) as product_id,
        order_id,
        call_id,
        ticket_id,
        answered_at_local,
        score,
        lowest_score,
        highest_score,
        cast(null as string) as title,
        comment,
        _delivery_id,
        _line
    from survey_response
),

in_utc as (
    select
        answer.*,
        {{ utc_from_local('answer.answered_at_local', 'system.time_zone') }} as answered_at
    from answer
    inner join system
        on answer.system_name = system.system_name
),

in_company_time as (
    select
        in_utc.*,
        cast({{ local_from_utc('in_utc.answered_at', 'setting.time_zone') }} as date) as answered_date
    from in_utc
    cross join setting
)

select
    coalesce(customer.customer_key, -1) as customer_key,
    {{ key_or_nobody('in_company_time.employee_id', 'employee.employee_key') }} as employee_key,
    {{ key_or_nobody('in_company_time.product_id', 'product.product_key') }} as product_key,
    {{ date_key('in_company_time.answered_date') }} as answered_date_key,
    in_company_time.answered_at,
    in_company_time.answered_date,
    {{ month_of('in_company_time.answered_date') }} as month,
    in_company_time.system_name,
    in_company_time.instrument,
    in_company_time.answer_id,
    in_company_time.order_id,
    in_company_time.call_id,
    in_company_time.ticket_id,
    in_company_time.score,
    in_company_time.lowest_score,
    in_company_time.highest_score,
    cast(
        round(
            (in_company_time.score - in_company_time.lowest_score) * 100
            / nullif(in_company_time.highest_score - in_company_time.lowest_score, 0),
            4
        ) as decimal(9, 4)
    ) as score_of_100,
    in_company_time.title,
    in_company_time.comment,
    in_company_time._delivery_id,
    in_company_time._line
from in_company_time
left join customer
    on
        in_company_time.system_name = customer.system_name
        and in_company_time.customer_id = customer.source_id
left join employee
    on
        in_company_time.system_name = employee.system_name
        and in_company_time.employee_id = employee.source_id
left join product
    on
        in_company_time.system_name = product.system_name
        and in_company_time.product_id = product.source_id
