-- Written after the months to restate are known, since these compare the rates with those that stood before.
-- depends_on: {{ ref('int_restatement__month') }}
select
    {{ date_key('rate_date') }} as rate_date_key,
    rate_date,
    from_currency_code,
    to_currency_code,
    rate
from {{ ref('int_finance__exchange_rate') }}
