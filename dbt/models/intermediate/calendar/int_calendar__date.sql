-- What each day is called in the calendar year, the fiscal year and the company's week, and which holidays it is.
with

day as (
    select * from {{ ref('int_calendar__day') }}
),

holiday as (
    select
        holiday_date,
        {{ dbt.listagg("country_code || ': ' || holiday_name", "', '", "order by country_code, holiday_name") }}
            as holiday_names
    from {{ ref('int_calendar__holiday') }}
    group by holiday_date
),

setting as (
    select * from {{ source('build', 'setting') }}
),

numbered as (
    select
        day.calendar_date,
        cast(extract(year from day.calendar_date) as int) as year_number,
        cast(extract(month from day.calendar_date) as int) as month_number,
        cast(extract(day from day.calendar_date) as int) as day_number,
        {{ days_since_monday('day.calendar_date') }} as days_since_monday,
        setting.fiscal_year_start_month,
        setting.week_start_offset_days,
        holiday.holiday_names
    from day
    cross join setting
    left join holiday
        on day.calendar_date = holiday.holiday_date
),

in_fiscal_year as (
    select
        *,
        (month_number - fiscal_year_start_month + 12) % 12 + 1 as fiscal_month_number,
        (days_since_monday - week_start_offset_days + 7) % 7 as days_since_week_start,
        -- a fiscal year is called after the year in which it ends
        case
            when fiscal_year_start_month > 1 and month_number >= fiscal_year_start_month then year_number + 1
            else year_number
        end as fiscal_year_number
    from numbered
)

select
    {{ date_key('calendar_date') }} as date_key,
    calendar_date,
    year_number,
    cast(floor((month_number - 1) / 3) as int) + 1 as quarter_number,
    month_number,
    day_number,
    cast(extract(week from calendar_date) as int) as iso_week_number,
    days_since_monday + 1 as iso_weekday_number,
    days_since_monday >= 5 as is_weekend,
    cast({{ dbt.dateadd('day', '-days_since_week_start', 'calendar_date') }} as date) as week_start_date,
    cast(date_trunc('month', calendar_date) as date) as month_start_date,
    cast(date_trunc('quarter', calendar_date) as date) as quarter_start_date,
    cast(date_trunc('year', calendar_date) as date) as year_start_date,
    fiscal_year_number,
    cast(floor((fiscal_month_number - 1) / 3) as int) + 1 as fiscal_quarter_number,
    fiscal_month_number,
    holiday_names is not null as is_holiday,
    holiday_names
from in_fiscal_year
