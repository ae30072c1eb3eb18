{# Who was written to, by e-mail or letter, and who was left out to compare with. An e-mail has the time at which its
   campaign was sent, and arrived then unless it bounced. #}
{% macro mailing__campaign_member(system) -%}
with

campaign as (
    select * from {{ current_rows(source('raw', system ~ '__campaign')) }} as current_campaign
),

recipient as (
    select
        *,
        {{ mailing_customer('merge_fields', 'email_id') }} as customer_id
    from {{ current_rows(source('raw', system ~ '__sent_to')) }} as current_recipient
),

target as (
    select * from {{ current_rows(source('raw', system ~ '__target')) }} as current_target
),

letter as (
    select * from {{ current_rows(source('raw', system ~ '__letter')) }} as current_letter
),

unsubscribed as (
    select * from {{ current_rows(source('raw', system ~ '__unsubscribed')) }} as current_unsubscribed
),

each_action as (
    select
        campaign_id,
        email_id,
        _delivery_id,
        {{ each_json_element('activity') }} as done
    from {{ current_rows(source('raw', system ~ '__email_activity')) }} as current_activity
),

named_action as (
    select
        campaign_id,
        email_id,
        _delivery_id,
        {{ json_text('done', '$.action') }} as action,
        {{ json_text('done', '$.timestamp') }} as happened_at
    from each_action
),

activity as (
    select
        campaign_id,
        email_id,
        {{ mailing_first('open') }} as opened_at,
        {{ mailing_first('click') }} as clicked_at,
        max(_delivery_id) as _delivery_id
    from named_action
    group by campaign_id, email_id
),

written_to as (
    select
        recipient.campaign_id,
        recipient.email_id as member_id,
        recipient.customer_id,
        target.chosen_on,
        campaign.send_time as sent_at,
        case when recipient.status = 'sent' then campaign.send_time end as delivered_at,
        activity.opened_at,
        activity.clicked_at,
        unsubscribed.timestamp as unsubscribed_at,
        greatest(
            recipient._delivery_id, coalesce(activity._delivery_id, 0), coalesce(unsubscribed._delivery_id, 0)
        ) as _delivery_id
    from recipient
    left join campaign
        on recipient.campaign_id = campaign.id
    left join activity
        on
            recipient.campaign_id = activity.campaign_id
            and recipient.email_id = activity.email_id
    left join unsubscribed
        on
            recipient.campaign_id = unsubscribed.campaign_id
            and recipient.email_id = unsubscribed.email_id
    left join target
        on
            recipient.campaign_id = target.campaign_id
            and recipient.customer_id = target.customer_number
    union all
    select
        letter.campaign_code as campaign_id,
        cast(null as string) as member_id,
        letter.customer_number as customer_id,
        target.chosen_on,
        letter.posted_at as sent_at,
        letter.delivered_at,
        cast(null as timestamp) as opened_at,
        cast(null as timestamp) as clicked_at,
        cast(null as timestamp) as unsubscribed_at,
        letter._delivery_id
    from letter
    left join target
        on
            letter.campaign_code = target.campaign_id
            and letter.customer_number = target.customer_number
)

select
    '{{ system }}' as system_name,
    campaign_id,
    member_id,
    customer_id,
    cast(null as string) as lead_id,
    false as is_held_out,
    cast(chosen_on as timestamp) as chosen_at_local,
    sent_at as sent_at_local,
    delivered_at as delivered_at_local,
    opened_at as opened_at_local,
    clicked_at as clicked_at_local,
    unsubscribed_at as unsubscribed_at_local,
    cast(null as timestamp) as converted_at_local,
    _delivery_id,
    cast(null as bigint) as _line
from written_to
union all
select
    '{{ system }}' as system_name,
    campaign_id,
    cast(null as string) as member_id,
    customer_number as customer_id,
    cast(null as string) as lead_id,
    true as is_held_out,
    cast(chosen_on as timestamp) as chosen_at_local,
    cast(null as timestamp) as sent_at_local,
    cast(null as timestamp) as delivered_at_local,
    cast(null as timestamp) as opened_at_local,
    cast(null as timestamp) as clicked_at_local,
    cast(null as timestamp) as unsubscribed_at_local,
    cast(null as timestamp) as converted_at_local,
    _delivery_id,
    cast(null as bigint) as _line
from target
where lower({{ delivered('group') }}) = 'control'
{%- endmacro %}
