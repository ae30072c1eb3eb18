{# An export has no totals of quotes: an org keeps them in a column of its own (Amount__c), or they are those of the
   lines. So it is with the times at which a quote was sent and decided; where they are not kept, a quote that is decided
   was decided when it was changed last. #}
{% macro salesforce__quote(system) -%}
with

quote as (
    select * from {{ current_rows(source('raw', system ~ '__quote')) }} as current_quote
),

line_total as (
    select
        QuoteId as quote_id,
        sum(TotalPrice) as amount
    from {{ current_rows(source('raw', system ~ '__quote_line_item')) }} as current_line
    group by QuoteId
),

setting as (
    select * from {{ source('build', 'setting') }}
),

judged as (
    select
        *,
        case lower(Status)
            when 'presented' then 'sent'
            when 'accepted' then 'accepted'
            when 'denied' then 'rejected'
            when 'rejected' then 'rejected'
            when 'expired' then 'expired'
            else 'draft'
        end as quote_status
    from quote
)

select
    '{{ system }}' as system_name,
    judged.Id as quote_id,
    judged.OpportunityId as opportunity_id,
    cast(null as string) as customer_id,
    judged.OwnerId as employee_id,
    judged.quote_status as status,
    {{ salesforce_time('judged.CreatedDate') }} as created_at_local,
    {{ salesforce_time('judged.Sent_At__c') }} as sent_at_local,
    case
        when judged.quote_status in ('accepted', 'rejected')
            then {{ salesforce_time('coalesce(judged.Decided_At__c, judged.LastModifiedDate)') }}
    end as decided_at_local,
    {{ salesforce_date('judged.ExpirationDate') }} as valid_until_date,
    cast(coalesce(judged.Amount__c, line_total.amount) as decimal(18, 4)) as amount_local,
    {{ salesforce_currency('judged.CurrencyIsoCode') }} as currency_code,
    judged._delivery_id,
    judged._line
from judged
cross join setting
left join line_total
    on judged.Id = line_total.quote_id
{%- endmacro %}
