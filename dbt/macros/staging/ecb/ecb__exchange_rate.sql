{# The bank writes a column per currency: how much of it one euro is worth. #}
{% macro ecb__exchange_rate(system) -%}
{%- set currencies = [
    'USD', 'JPY', 'BGN', 'CYP', 'CZK', 'DKK', 'EEK', 'GBP', 'HUF', 'LTL', 'LVL', 'MTL', 'PLN', 'ROL', 'RON', 'SEK',
    'SIT', 'SKK', 'CHF', 'ISK', 'NOK', 'HRK', 'RUB', 'TRL', 'TRY', 'AUD', 'BRL', 'CAD', 'CNY', 'HKD', 'IDR', 'ILS',
    'INR', 'KRW', 'MXN', 'MYR', 'NZD', 'PHP', 'SGD', 'THB', 'ZAR',
] -%}
with

rate_day as (
    select * from {{ current_rows(source('raw', system ~ '__rate')) }} as current_rate
),

currency as (
    {%- for code in currencies %}
    select '{{ code }}' as currency_code
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

rate as (
    select
        rate_day.Date as rate_date,
        currency.currency_code,
        case currency.currency_code
            {%- for code in currencies %}
            when '{{ code }}' then rate_day.{{ code }}
            {%- endfor %}
        end as per_euro,
        rate_day._delivery_id
    from rate_day
    cross join currency
)

select
    '{{ system }}' as system_name,
    rate_date,
    'EUR' as from_currency_code,
    currency_code as to_currency_code,
    cast(per_euro as decimal(18, 8)) as rate,
    _delivery_id
from rate
where per_euro <> 'N/A'
{%- endmacro %}
