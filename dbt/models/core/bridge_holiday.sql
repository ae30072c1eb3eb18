select
    {{ date_key('holiday_date') }} as date_key,
    holiday_date,
    country_code,
    holiday_name
from {{ ref('int_calendar__holiday') }}
