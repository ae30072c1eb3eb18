-- The public holidays of the countries of which a system delivers them.
select distinct
    holiday_date,
    country_code,
    holiday_name
from {{ ref('canonical__holiday') }}
