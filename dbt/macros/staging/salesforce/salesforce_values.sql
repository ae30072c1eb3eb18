{# Values as Salesforce writes them, in both of its forms: the Data Export's, whose days have a midnight and whose empty
   lookups are an id of zeros, and the API's, whose times are 2024-01-05T09:12:33.000Z. Times of both are UTC. #}

{# An id of another record, empty where there is none. #}
{% macro salesforce_lookup(column) -%}
    nullif({{ column }}, '000000000000000AAA')
{%- endmacro %}

{% macro salesforce_time(column) -%}
    cast(substr(replace(cast({{ column }} as string), 'T', ' '), 1, 19) as timestamp)
{%- endmacro %}

{% macro salesforce_date(column) -%}
    cast(substr(cast({{ column }} as string), 1, 10) as date)
{%- endmacro %}

{# Orgs of one currency, the company's, have no such column; 000 is written where none was set. #}
{% macro salesforce_currency(column) -%}
    coalesce(nullif({{ column }}, '000'), setting.currency_code)
{%- endmacro %}

{# The channel of a LeadSource or AccountSource. The standard's words, and usual ones; `Web` and `Other` name none. #}
{% macro salesforce_channel(column) -%}
    case lower(trim({{ column }}))
        when 'phone inquiry' then 'phone'
        when 'cold call' then 'phone'
        when 'trade show' then 'fair'
        when 'fair' then 'fair'
        when 'event' then 'fair'
        when 'partner referral' then 'referral'
        when 'customer referral' then 'referral'
        when 'employee referral' then 'referral'
        when 'referral' then 'referral'
        when 'affiliate' then 'affiliate'
        when 'organic search' then 'organic_search'
        when 'paid search' then 'paid_search'
        when 'advertisement' then 'display'
        when 'social media' then 'social_media'
        when 'email' then 'email'
        when 'direct mail' then 'post'
        when 'purchased list' then 'other'
        when 'other' then 'other'
        else 'unknown'
    end
{%- endmacro %}

{# A phone number as all systems write it: its digits, with a plus where it has one. #}
{% macro salesforce_phone(column) -%}
    nullif(translate({{ column }}, ' -()/.', ''), '')
{%- endmacro %}

{# The channel by which a customer likes to be reached. #}
{% macro salesforce_contact_channel(column) -%}
    case lower(trim({{ column }}))
        when 'email' then 'email'
        when 'phone' then 'phone'
        when 'post' then 'post'
        when 'mail' then 'post'
        when 'sms' then 'sms'
        when 'text' then 'sms'
        when 'chat' then 'chat'
    end
{%- endmacro %}

{# People who are customers without being an account themselves: those who work at a business, with its account, and
   those who have no account. The contact that goes with a person account is that account. #}
{% macro salesforce_contacts(system, contact) -%}
    (
        select
            person.*,
            business.Id as organisation_id
        from {{ contact }} as person
        left join {{ current_rows(source('raw', system ~ '__account')) }} as business
            on person.AccountId = business.Id
        where not coalesce(business.IsPersonAccount, false)
    )
{%- endmacro %}
