with

answer as (
    select * from {{ ref('int_satisfaction__answer') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
),

product_version as (
    select * from {{ ref('dim_product_history') }}
)

select
    answer.customer_key,
    customer_version.customer_version_key,
    answer.employee_key,
    employee_version.employee_version_key,
    answer.product_key,
    product_version.product_version_key,
    answer.answered_date_key,
    answer.answered_at,
    answer.answered_date,
    answer.system_name,
    answer.instrument,
    answer.answer_id,
    answer.order_id,
    answer.call_id,
    answer.ticket_id,
    answer.score,
    answer.lowest_score,
    answer.highest_score,
    answer.score_of_100,
    answer.title,
    answer.comment,
    answer._delivery_id,
    answer._line,
    answer.month
from answer
inner join customer_version
    on
        answer.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'answer.answered_at') }}
inner join employee_version
    on
        answer.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'answer.answered_at') }}
inner join product_version
    on
        answer.product_key = product_version.product_key
        and {{ held_at('product_version', 'answer.answered_at') }}
