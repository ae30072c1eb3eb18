{# A member has one status, without times but that of its first response. The contact that goes with a person account is
   that account. #}
{% macro salesforce__campaign_member(system) -%}
with

member as (
    select * from {{ current_rows(source('raw', system ~ '__campaign_member')) }} as current_member
),

person_account as (
    select
        Id as account_id,
        PersonContactId as contact_id
    from {{ current_rows(source('raw', system ~ '__account')) }} as current_account
    where IsPersonAccount
)

select
    '{{ system }}' as system_name,
    member.CampaignId as campaign_id,
    member.Id as member_id,
    coalesce(person_account.account_id, {{ salesforce_lookup('member.ContactId') }}) as customer_id,
    case
        when {{ salesforce_lookup('member.ContactId') }} is null then {{ salesforce_lookup('member.LeadId') }}
    end as lead_id,
    coalesce(lower(member.Status) in ('held out', 'control', 'control group'), false) as is_held_out,
    {{ salesforce_time('member.CreatedDate') }} as chosen_at_local,
    cast(null as timestamp) as sent_at_local,
    cast(null as timestamp) as delivered_at_local,
    cast(null as timestamp) as opened_at_local,
    cast(null as timestamp) as clicked_at_local,
    cast(null as timestamp) as unsubscribed_at_local,
    case
        when member.HasResponded then cast({{ salesforce_date('member.FirstRespondedDate') }} as timestamp)
    end as converted_at_local,
    member._delivery_id,
    member._line
from member
left join person_account
    on member.ContactId = person_account.contact_id
{%- endmacro %}
