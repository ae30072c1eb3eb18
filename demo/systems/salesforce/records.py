"""What the org knows of a party, and from when: the export's rule of what a change reaches.

A record begins with what `membership` holds: the name as it was spelt, the e-mail and phone that were given. From then
on the org hears of everything: a new family name, e-mail, address, tier. A business that came as a lead has its account
from the lead's conversion on, and so have the people who work there.
Belongs here: the table crm_record, one row per state of a record. Does not belong here: an object's columns.
"""

from __future__ import annotations

import duckdb

from demo.systems.salesforce_ids import ACCOUNT, CONTACT, USER, id_sql

# Record and when its account or contact was made; empty while it is a lead only.
_ACCOUNT = """
create or replace temp table crm_account as
select
    known.record_no, known.party_no, known.since_at, party.party_type, work.organisation_party_no, work.role,
    case
        when party.party_type = 'organisation' and lead.lead_no is not null then lead.converted_at
        else known.since_at
    end as created_at
from membership as known
join party using (party_no)
left join lead using (party_no)
left join organisation_person as work using (party_no)
where known.system = 'crm'
"""
_CONTACT_AFTER_ACCOUNT = """
update crm_account as contact
set created_at = case when business.created_at is not null then greatest(contact.since_at, business.created_at) end
from crm_account as business
where business.party_no = contact.organisation_party_no
"""
# The states of a record: what was true when it was made, and after each change it heard of.
_RECORD = """
create or replace temp table crm_record as
with state as (
    select
        known.record_no, greatest(version.valid_from_at, known.since_at) as valid_from_at,
        version.valid_from_at > known.since_at as is_heard, version.change,
        version.given_name, version.family_name, version.full_name, version.email,
        version.street, version.postcode, version.city, version.region, version.country_code,
        version.segment, version.tier, version.preferred_channel
    from membership as known
    join party_version as version using (party_no)
    where known.system = 'crm'
    qualify row_number() over (
        partition by known.record_no, greatest(version.valid_from_at, known.since_at)
        order by version.valid_from_at desc
    ) = 1
),
heard as (
    select
        *,
        {last_given_name} as new_given_name, {last_family_name} as new_family_name,
        {last_full_name} as new_full_name, {last_email} as new_email,
        lead(valid_from_at) over (partition by record_no order by valid_from_at) as valid_to_at
    from state
)
select
    heard.record_no, {account_id} as account_id, {contact_id} as contact_id, {owner_id} as owner_id,
    known.party_no, account.party_type, account.organisation_party_no, account.role,
    account.created_at, greatest(account.created_at, heard.valid_from_at) as modified_at,
    heard.valid_from_at, heard.valid_to_at,
    coalesce(heard.new_given_name, known.given_name) as given_name,
    coalesce(heard.new_family_name, known.family_name) as family_name,
    coalesce(heard.new_full_name, known.full_name) as full_name,
    coalesce(heard.new_email, known.email) as email,
    known.phone,
    heard.street, heard.postcode, heard.city, heard.region, heard.country_code, country.country_name,
    heard.segment, heard.tier, heard.preferred_channel,
    party.birth_date, party.acquired_by_channel,
    country.currency_code
from heard
join membership as known on known.record_no = heard.record_no and known.system = 'crm'
join crm_account as account on account.record_no = heard.record_no
left join crm_account as business on business.party_no = account.organisation_party_no
join party on party.party_no = known.party_no
join country on country.country_code = heard.country_code
"""
_DESK = "(select min(employee_no) from employee where kind = 'manager')"  # owns what no rep looks after


def make_records(truth: duckdb.DuckDBPyConnection) -> None:
    """Makes crm_account (record, party, when made) and crm_record (the states of each, half open in time)."""
    truth.execute(_ACCOUNT)
    truth.execute(_CONTACT_AFTER_ACCOUNT)
    truth.execute(
        _RECORD.format(
            account_id=id_sql(ACCOUNT, "coalesce(business.record_no, heard.record_no)"),
            contact_id=id_sql(CONTACT, "heard.record_no"),
            owner_id=id_sql(USER, f"coalesce(party.account_rep_employee_no, {_DESK})"),
            last_given_name=_last_heard("given_name", "married"),
            last_family_name=_last_heard("family_name", "married"),
            last_full_name=_last_heard("full_name", "married"),
            last_email=_last_heard("email", "new_email"),
        )
    )


def _last_heard(column: str, change: str) -> str:
    said = f"case when is_heard and change = '{change}' then {column} end"
    return f"last_value({said} ignore nulls) over (partition by record_no order by valid_from_at)"


def standing(table: str) -> str:
    """The rows of `table` as they stand when the export is made."""
    return (
        f"(from {table} where valid_from_at < getvariable('ends_at') "
        "and (valid_to_at is null or valid_to_at >= getvariable('ends_at')))"
    )
