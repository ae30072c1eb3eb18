with

exchange_rate as (
    select * from {{ current_rows(source('raw', 'global_electronics__exchange_rate')) }} as current_rate
)

select
    'global_electronics' as system_name,
    Date as rate_date,
    'USD' as from_currency_code,
    {{ delivered('Currency Code') }} as to_currency_code,
    Exchange as rate,
    _delivery_id
from exchange_rate
