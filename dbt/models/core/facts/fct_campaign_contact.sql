with

contact as (
    select * from {{ ref('int_marketing__campaign_contact') }}
    {{ where_restated() }}
),

customer_version as (
    select * from {{ ref('dim_customer_history') }}
)

select
    contact.campaign_key,
    contact.customer_key,
    customer_version.customer_version_key,
    contact.marketing_channel_key,
    contact.contacted_date_key,
    contact.delivered_date_key,
    contact.opened_date_key,
    contact.clicked_date_key,
    contact.unsubscribed_date_key,
    contact.converted_date_key,
    contact.contacted_at,
    contact.contacted_date,
    contact.delivered_date,
    contact.opened_date,
    contact.clicked_date,
    contact.unsubscribed_date,
    contact.converted_date,
    contact.system_name,
    contact.campaign_id,
    contact.member_id,
    contact.lead_id,
    contact.is_held_out,
    contact.is_sent,
    contact.is_delivered,
    contact.is_opened,
    contact.is_clicked,
    contact.is_unsubscribed,
    contact.is_converted,
    contact._delivery_id,
    contact._line,
    contact.month
from contact
inner join customer_version
    on
        contact.customer_key = customer_version.customer_key
        and {{ held_at('customer_version', 'contact.contacted_at') }}
