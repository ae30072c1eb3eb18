{# A converted lead says the day of its conversion, one that is given up says none. The time is that of the change by
   which it came to be closed, the first that was delivered; a conversion must agree with its day. #}
{% macro salesforce__lead(system) -%}
with

lead_version as (
    select
        *,
        {{ salesforce_time('coalesce(LastModifiedDate, SystemModstamp)') }} as modified_at,
        coalesce(IsConverted, false) as is_converted,
        lower(Status) in ('closed - not converted', 'unqualified', 'disqualified') as is_given_up
    from {{ version_rows(source('raw', system ~ '__lead')) }} as delivered_version
    where not is_deleted
),

closing as (
    select
        Id,
        min(case when is_converted then modified_at end) as converted_at,
        min(case when is_given_up and not is_converted then modified_at end) as disqualified_at
    from lead_version
    group by Id
),

standing_lead as (
    select
        *,
        {{ salesforce_time('CreatedDate') }} as created_at,
        cast({{ salesforce_date('ConvertedDate') }} as timestamp) as converted_day
    from lead_version
    where _valid_to_at is null
)

select
    '{{ system }}' as system_name,
    lead.Id as lead_id,
    case when lead.is_converted then {{ salesforce_lookup('lead.ConvertedAccountId') }} end as customer_id,
    lead.OwnerId as employee_id,
    {{ salesforce_channel('lead.LeadSource') }} as marketing_channel_code,
    lead.LeadSource as source_name,
    lower(lead.Rating) as rating,
    case
        when lead.is_converted then 'converted'
        when lead.is_given_up then 'disqualified'
        else 'open'
    end as status,
    lead.created_at as created_at_local,
    case
        when not lead.is_converted then null
        when closing.converted_at < lead.converted_day + interval '48 hours' then closing.converted_at
        else greatest(lead.converted_day, lead.created_at)
    end as converted_at_local,
    case when lead.is_given_up and not lead.is_converted then closing.disqualified_at end as disqualified_at_local,
    lead._delivery_id,
    lead._line
from standing_lead as lead
inner join closing
    on lead.Id = closing.Id
{%- endmacro %}
