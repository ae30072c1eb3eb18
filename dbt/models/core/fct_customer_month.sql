-- What each customer did in each month from his first one to that of today, and what it has come to since then. Rows of
-- facts that are not dated, or that name no customer, belong to no month of anybody.
{% set counted = [
    'order_count', 'units_sold_count', 'call_count', 'ticket_count', 'session_count', 'answer_count', 'points_count',
] -%}
{% set summed = ['net_revenue_amount', 'returns_amount', 'score_of_100_total'] -%}
{# fact -> its day and what it adds to which column #}
{% set facts = {
    'fct_order': ('order_date', {'order_count': 'case when has_sale_line then 1 else 0 end'}),
    'fct_order_line': ('order_date', {
        'units_sold_count': 'units_sold_count',
        'net_revenue_amount': 'net_revenue_amount',
        'returns_amount': 'returns_amount',
    }),
    'fct_call': ('started_date', {'call_count': '1'}),
    'fct_ticket': ('opened_date', {'ticket_count': '1'}),
    'fct_web_session': ('started_date', {'session_count': '1'}),
    'fct_satisfaction': ('answered_date', {
        'answer_count': 'case when score_of_100 is null then 0 else 1 end',
        'score_of_100_total': 'coalesce(score_of_100, 0)',
    }),
    'fct_loyalty_points': ('happened_date', {'points_count': 'points_count'}),
} -%}
with

setting as (
    select * from {{ source('build', 'setting') }}
),

calendar_month as (
    select distinct
        day.month_start_date,
        cast(day.year_number * 12 + day.month_number as bigint) as month_place
    from {{ ref('dim_date') }} as day
    cross join setting
    where day.calendar_date <= setting.as_of_date
),

done as (
    {%- for fact, (date, added) in facts.items() %}
    select
        customer_key,
        {%- for column in counted %}
        cast({{ 'sum(' ~ added[column] ~ ')' if column in added else '0' }} as bigint) as {{ column }},
        {%- endfor %}
        {%- for column in summed %}
        cast({{ 'sum(' ~ added[column] ~ ')' if column in added else '0' }} as decimal(18, 4)) as {{ column }},
        {%- endfor %}
        cast(date_trunc('month', {{ date }}) as date) as month_start_date
    from {{ ref(fact) }}
    where
        customer_key > 0
        and {{ date }} is not null
    group by customer_key, cast(date_trunc('month', {{ date }}) as date)
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

in_month as (
    select
        customer_key,
        {%- for column in counted %}
        cast(sum({{ column }}) as bigint) as {{ column }},
        {%- endfor %}
        {%- for column in summed %}
        cast(sum({{ column }}) as decimal(18, 4)) as {{ column }},
        {%- endfor %}
        month_start_date
    from done
    group by customer_key, month_start_date
),

customer as (
    select
        customer_key,
        min(month_start_date) as first_month_start_date
    from in_month
    group by customer_key
),

month_of_customer as (
    select
        customer.customer_key,
        calendar_month.month_place,
        {%- for column in counted + summed %}
        coalesce(in_month.{{ column }}, 0) as {{ column }},
        {%- endfor %}
        calendar_month.month_start_date
    from customer
    inner join calendar_month
        on customer.first_month_start_date <= calendar_month.month_start_date
    left join in_month
        on
            customer.customer_key = in_month.customer_key
            and calendar_month.month_start_date = in_month.month_start_date
),

so_far as (
    select
        *,
        min(month_place) over until_then as first_month_place,
        max(case when order_count > 0 then month_place end) over until_then as last_order_month_place,
        sum(order_count) over until_then as order_count_so_far,
        sum(net_revenue_amount) over until_then as net_revenue_amount_so_far
    from month_of_customer
    window until_then as (
        partition by customer_key order by month_start_date rows between unbounded preceding and current row
    )
)

select
    customer_key,
    {{ date_key('month_start_date') }} as month_start_date_key,
    month_start_date,
    month_place - first_month_place as months_since_first,
    {%- for column in counted %}
    {{ column }},
    {%- endfor %}
    {%- for column in summed %}
    cast({{ column }} as decimal(18, 4)) as {{ column }},
    {%- endfor %}
    cast(order_count_so_far as bigint) as total_order_count,
    cast(net_revenue_amount_so_far as decimal(18, 4)) as total_net_revenue_amount,
    month_place - last_order_month_place as months_since_last_order
from so_far
