{# Tasks and events. An event has no word for done: orgs keep it in columns of their own (Is_Done__c, Done_At__c), and
   where they do not, an event whose day has passed took place. Leads, deals and accounts are told apart by their ids. #}
{% macro salesforce__activity(system) -%}
with

setting as (
    select * from {{ source('build', 'setting') }}
),

task as (
    select
        Id,
        lower(coalesce(Type, Subject)) as kind,
        'other' as usual_type,
        Subject,
        WhoId,
        WhatId,
        AccountId,
        OwnerId,
        coalesce(IsClosed, false) as is_done,
        CreatedDate,
        {{ salesforce_date('ActivityDate') }} as planned_date,
        {{ salesforce_time('CompletedDateTime') }} as done_at,
        cast(null as int) as duration_seconds,
        _delivery_id,
        _line
    from {{ current_rows(source('raw', system ~ '__task')) }} as current_task
),

delivered_event as (
    select
        *,
        {{ salesforce_date('ActivityDate') }} as event_date
    from {{ current_rows(source('raw', system ~ '__event')) }} as current_event
),

event as (
    select
        delivered_event.Id,
        lower(coalesce(delivered_event.Type, delivered_event.Subject)) as kind,
        'meeting' as usual_type,
        delivered_event.Subject,
        delivered_event.WhoId,
        delivered_event.WhatId,
        delivered_event.AccountId,
        delivered_event.OwnerId,
        coalesce(delivered_event.Is_Done__c, delivered_event.event_date < setting.as_of_date, false) as is_done,
        delivered_event.CreatedDate,
        delivered_event.event_date as planned_date,
        case
            when delivered_event.Is_Done__c is not null then {{ salesforce_time('delivered_event.Done_At__c') }}
            when delivered_event.event_date < setting.as_of_date
                then {{ salesforce_time('delivered_event.ActivityDateTime') }}
        end as done_at,
        case
            when not coalesce(delivered_event.IsAllDayEvent, false)
                then cast(delivered_event.DurationInMinutes * 60 as int)
        end as duration_seconds,
        delivered_event._delivery_id,
        delivered_event._line
    from delivered_event
    cross join setting
),

activity as (
    select * from task
    union all
    select * from event
)

select
    '{{ system }}' as system_name,
    Id as activity_id,
    case
        when kind in ('visit', 'follow_up', 'call', 'email', 'meeting') then kind
        when kind in ('follow-up', 'follow up') then 'follow_up'
        when kind in ('send letter/quote', 'send quote', 'send letter', 'other') then 'other'
        else usual_type
    end as activity_type,
    Subject as subject,
    case when WhoId like '00Q%' then WhoId end as lead_id,
    case when WhatId like '006%' then WhatId end as opportunity_id,
    {{ salesforce_lookup('AccountId') }} as customer_id,
    OwnerId as employee_id,
    is_done,
    {{ salesforce_time('CreatedDate') }} as created_at_local,
    planned_date,
    done_at as done_at_local,
    duration_seconds,
    _delivery_id,
    _line
from activity
{%- endmacro %}
