"""Accounts and contacts: businesses, the people who work there, and private customers as person accounts.

Belongs here: the columns of Account and Contact. Does not belong here: what is known of whom (records.py).
"""

from __future__ import annotations

from demo.systems.salesforce.records import standing
from demo.systems.salesforce.words import SOURCES, audit, case_of

_INDUSTRIES = {"hotel": "Hospitality", "restaurant": "Food & Beverage", "retailer": "Retail", "office": "Consulting"}
_IS_PERSON = "party_type = 'person'"
_KNOWN = f"{standing('crm_record')} as known where created_at < getvariable('ends_at')"


def _address(name: str) -> str:
    return f"""
    street as {name}Street, city as {name}City, region as {name}State, postcode as {name}PostalCode,
    country_name as {name}Country, country_code as {name}CountryCode"""


def _of_person(value: str) -> str:
    return f"case when {_IS_PERSON} then {value} end"


_ACCOUNT = f"""
select
    account_id as Id, false as IsDeleted, full_name as Name,
    {_of_person("family_name")} as LastName, {_of_person("given_name")} as FirstName,{_address("Billing")},
    phone as Phone, {case_of("segment", _INDUSTRIES)} as Industry, currency_code as CurrencyIsoCode,
    owner_id as OwnerId,{audit("created_at", "modified_at", "owner_id")},
    {case_of("acquired_by_channel", SOURCES)} as AccountSource,
    {_of_person("contact_id")} as PersonContactId, {_IS_PERSON} as IsPersonAccount,
    {_of_person("email")} as PersonEmail, {_of_person("birth_date")} as PersonBirthdate,
    case when not {_IS_PERSON} then email end as Email__c, segment as Segment__c, tier as Tier__c,
    preferred_channel as Preferred_Channel__c
from {_KNOWN} and organisation_party_no is null
order by record_no
"""
_CONTACT = f"""
select
    contact_id as Id, false as IsDeleted,
    account_id as AccountId,
    given_name as FirstName, family_name as LastName,{_address("Mailing")},
    phone as Phone, email as Email, role as Title, birth_date as Birthdate, currency_code as CurrencyIsoCode,
    owner_id as OwnerId,{audit("created_at", "modified_at", "owner_id")}
from {_KNOWN} and {_IS_PERSON}
order by record_no
"""
OBJECTS = {"Account": _ACCOUNT, "Contact": _CONTACT}
