select calendar_date as date_day
from {{ ref('dim_date') }}
where date_key > 0
