"""Leads: businesses that ask, until they are converted or given up.

Belongs here: the columns of Lead. Does not belong here: the accounts and deals that come of them.
"""

from __future__ import annotations

import duckdb

from demo.systems.salesforce.words import SOURCES, audit, case_of
from demo.systems.salesforce_ids import ACCOUNT, CONTACT, LEAD, NOTHING, OPPORTUNITY, USER, id_sql
from demo.systems.truth import company_day

_WORDS = {"hot": "Hot", "warm": "Warm", "cold": "Cold"}
_LEAD = f"""
create or replace temp table crm_lead as
select
    lead.*, {id_sql(LEAD, "lead.lead_no")} as lead_id, {id_sql(USER, "lead.employee_no")} as owner_id,
    {id_sql(ACCOUNT, "business.record_no")} as account_id, {id_sql(CONTACT, "person.record_no")} as contact_id,
    {id_sql(OPPORTUNITY, "deal.opportunity_no")} as opportunity_id, business.full_name as company,
    person.given_name, person.family_name, person.phone, person.email,
    country.country_code, country.country_name, country.currency_code
from lead
join party using (party_no)
join country using (country_code)
join membership as business on business.party_no = lead.party_no and business.system = 'crm'
join membership as person on person.party_no = lead.contact_party_no and person.system = 'crm'
left join opportunity as deal using (lead_no)
"""
_ENDS_AT = "getvariable('ends_at')"
_IS_CONVERTED = f"coalesce(converted_at < {_ENDS_AT}, false)"
_IS_GIVEN_UP = f"coalesce(disqualified_at < {_ENDS_AT}, false)"
_MODIFIED_AT = (
    "greatest(created_at, "
    + ", ".join(
        f"case when {event} < {_ENDS_AT} then {event} else created_at end"
        for event in ("first_activity_at", "converted_at", "disqualified_at")
    )
    + ")"
)


def _once_converted(column: str) -> str:
    return f"case when {_IS_CONVERTED} then {column} else '{NOTHING}' end"


OBJECTS = {
    "Lead": f"""
select
    lead_id as Id, false as IsDeleted, given_name as FirstName, family_name as LastName,
    company as Company, country_name as Country, country_code as CountryCode, phone as Phone, email as Email,
    {case_of("source_channel", SOURCES)} as LeadSource,
    case
        when {_IS_CONVERTED} then 'Closed - Converted' when {_IS_GIVEN_UP} then 'Closed - Not Converted'
        when first_activity_at < {_ENDS_AT} then 'Working - Contacted' else 'Open - Not Contacted'
    end as Status,
    {case_of("rating", _WORDS)} as Rating, currency_code as CurrencyIsoCode, owner_id as OwnerId,
    {_IS_CONVERTED} as IsConverted, case when {_IS_CONVERTED} then {company_day("converted_at")} end as ConvertedDate,
    {_once_converted("account_id")} as ConvertedAccountId,
    {_once_converted("contact_id")} as ConvertedContactId,
    {_once_converted("opportunity_id")} as ConvertedOpportunityId,
    coalesce(first_activity_at >= {_ENDS_AT}, true) as IsUnreadByOwner,{audit("created_at", _MODIFIED_AT, "owner_id")}
from crm_lead
where created_at < {_ENDS_AT}
order by lead_no
"""
}


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    truth.execute(_LEAD)
