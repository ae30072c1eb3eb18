with

sales_lead as (
    select * from {{ ref('int_funnel__lead') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
),

employee_version as (
    select * from {{ ref('dim_employee_history') }}
)

select
    sales_lead.customer_key,
    customer_version.customer_version_key,
    sales_lead.employee_key,
    employee_version.employee_version_key,
    sales_lead.marketing_channel_key,
    sales_lead.created_date_key,
    sales_lead.converted_date_key,
    sales_lead.disqualified_date_key,
    sales_lead.created_at,
    sales_lead.converted_at,
    sales_lead.disqualified_at,
    sales_lead.created_date,
    sales_lead.converted_date,
    sales_lead.disqualified_date,
    sales_lead.system_name,
    sales_lead.lead_id,
    sales_lead.source_name,
    sales_lead.rating,
    sales_lead.status,
    sales_lead.is_converted,
    sales_lead.is_disqualified,
    sales_lead._delivery_id,
    sales_lead._line,
    sales_lead.month
from sales_lead
inner join customer_version
    on
        sales_lead.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'sales_lead.created_at') }}
inner join employee_version
    on
        sales_lead.employee_key = employee_version.employee_key
        and {{ held_at('employee_version', 'sales_lead.created_at') }}
