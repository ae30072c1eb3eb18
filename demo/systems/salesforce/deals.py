"""Opportunities with their history and lines, quotes and contracts.

The lines of a deal are in the export from its beginning, whatever its amount is estimated at then.
Belongs here: the columns of these objects. Does not belong here: activities on them (activities.py).
"""

from __future__ import annotations

import duckdb

from demo.systems.salesforce.records import standing
from demo.systems.salesforce.words import SOURCES, audit, case_of
from demo.systems.salesforce_ids import (
    ACCOUNT,
    CONTRACT,
    LINE,
    LINES_APART,
    NOTHING,
    OPPORTUNITY,
    PRODUCT,
    QUOTE,
    STAGE,
    USER,
    id_sql,
)
from demo.world.calendar import COMPANY_TIME

_STAGES = {
    "qualification": "Qualification",
    "needs": "Needs Analysis",
    "proposal": "Proposal/Price Quote",
    "negotiation": "Negotiation/Review",
    "won": "Closed Won",
    "lost": "Closed Lost",
}
_TYPES = {"new": "New Customer", "renewal": "Existing Customer - Renewal", "extension": "Existing Customer - Upgrade"}
_LOSSES = {
    "price": "Price",
    "competitor": "Lost to Competitor",
    "no_budget": "No Budget",
    "no_answer": "No Answer",
    "product": "Product",
}
_OWNER = id_sql(USER, "deal.employee_no")
_DEAL_ID = id_sql(OPPORTUNITY, "deal.opportunity_no")
_STAGE = f"""
create or replace temp table crm_stage as
select
    deal.opportunity_no, stage.stage_no, {_DEAL_ID} as opportunity_id, {_OWNER} as owner_id,
    {id_sql(STAGE, f"deal.opportunity_no * {LINES_APART} + stage.stage_no")} as stage_id,
    {id_sql(ACCOUNT, "account.record_no")} as account_id, deal.created_at, stage.entered_at as valid_from_at,
    lead(stage.entered_at) over following as valid_to_at,
    {case_of("stage.stage_name", _STAGES)} as stage_name,
    lag({case_of("stage.stage_name", _STAGES)}) over following as former_stage_name,
    cast(stage.amount as decimal(18, 4)) as amount,
    cast(round(stage.probability * 100) as int) as probability,
    stage.expected_close_date, lag(stage.amount) over following as former_amount,
    lag(stage.expected_close_date) over following as former_close_date,
    list_position({list(_STAGES)}, stage.stage_name) as stage_order,
    stage.stage_name in ('won', 'lost') as is_closed, stage.stage_name = 'won' as is_won,
    case when stage.stage_name = 'lost' then {case_of("deal.loss_reason", _LOSSES)} end as loss_reason,
    case stage.stage_name when 'won' then 'Closed' when 'lost' then 'Omitted' else 'Pipeline' end as forecast,
    {case_of("deal.type", _TYPES)} as type, {case_of("deal.source_channel", SOURCES)} as source,
    deal.currency_code, account.full_name as account_name
from opportunity as deal
join opportunity_stage as stage using (opportunity_no)
join membership as account on account.party_no = deal.party_no and account.system = 'crm'
window following as (partition by stage.opportunity_no order by stage.stage_no)
"""
_LINE = f"""
create or replace temp table crm_line as
select
    line.*, {_DEAL_ID} as opportunity_id, {_OWNER} as owner_id,
    {id_sql(LINE, f"deal.opportunity_no * {LINES_APART} + line.line_no")} as line_id,
    {id_sql(PRODUCT, "line.sku_no")} as product_id, deal.created_at, deal.currency_code, product.sku,
    product.product_name || ' ' || product.variant_name as product_name
from opportunity_line as line
join opportunity as deal using (opportunity_no)
join product using (sku_no)
"""
_QUOTE = f"""
create or replace temp table crm_quote as
select
    quote.*, {_DEAL_ID} as opportunity_id, {_OWNER} as owner_id, {id_sql(QUOTE, "quote.quote_no")} as quote_id,
    stage.entered_at as created_at, deal.currency_code,
    account.full_name as account_name
from quote
join opportunity as deal using (opportunity_no)
join opportunity_stage as stage on stage.opportunity_no = quote.opportunity_no and stage.stage_name = 'proposal'
join membership as account on account.party_no = deal.party_no and account.system = 'crm'
"""
_CONTRACT = f"""
create or replace temp table crm_contract as
select
    contract.*, {id_sql(CONTRACT, "contract.contract_no")} as contract_id,
    {id_sql(CONTRACT, "contract.renewed_by_contract_no")} as renewed_by_id, {_DEAL_ID} as opportunity_id,
    {id_sql(USER, "coalesce(deal.employee_no, party.account_rep_employee_no)")} as owner_id,
    {id_sql(ACCOUNT, "account.record_no")} as account_id,
    coalesce(deal.closed_at, cast(contract.start_date as timestamp)) as created_at,
    renewal.closed_at as renewed_at, account.full_name as account_name
from contract
join party using (party_no)
join membership as account on account.party_no = contract.party_no and account.system = 'crm'
left join opportunity as deal using (opportunity_no)
left join contract as following on following.contract_no = contract.renewed_by_contract_no
left join opportunity as renewal on renewal.opportunity_no = following.opportunity_no
"""
_ENDS_AT = "getvariable('ends_at')"
_LAST_DAY = "getvariable('last_day')"


def _if_past(moment: str, value: str) -> str:
    return f"case when {moment} < {_ENDS_AT} then {value} end"


def _midnight_after(day: str) -> str:
    return f"timezone('UTC', timezone('{COMPANY_TIME.key}', cast({day} + 1 as timestamp)))"


OBJECTS = {
    "Opportunity": f"""
select
    opportunity_id as Id, false as IsDeleted, account_id as AccountId, false as IsPrivate,
    account_name || ' ' || strftime(created_at, '%Y-%m') as Name, stage_name as StageName,
    stage_order as StageSortOrder, amount as Amount, probability as Probability,
    cast(amount * probability / 100 as decimal(18, 2)) as ExpectedRevenue, expected_close_date as CloseDate,
    type as Type, source as LeadSource, is_closed as IsClosed, is_won as IsWon,
    forecast as ForecastCategory, forecast as ForecastCategoryName, currency_code as CurrencyIsoCode,
    '{NOTHING}' as CampaignId, true as HasOpportunityLineItem, owner_id as OwnerId,
    {audit("created_at", "valid_from_at", "owner_id")},
    valid_from_at as LastStageChangeDate, loss_reason as Loss_Reason__c
from {standing("crm_stage")}
order by opportunity_no
""",
    "OpportunityHistory": f"""
select
    stage_id as Id, opportunity_id as OpportunityId,
    owner_id as CreatedById, valid_from_at as CreatedDate, stage_name as StageName, amount as Amount,
    cast(amount * probability / 100 as decimal(18, 2)) as ExpectedRevenue, expected_close_date as CloseDate,
    probability as Probability, forecast as ForecastCategory, former_stage_name as FromOpportunityStageName,
    currency_code as CurrencyIsoCode, valid_from_at as SystemModstamp, false as IsDeleted,
    former_amount as PrevAmount, former_close_date as PrevCloseDate
from crm_stage
where valid_from_at < {_ENDS_AT}
order by opportunity_no, stage_no
""",
    "OpportunityLineItem": f"""
select
    line_id as Id, opportunity_id as OpportunityId,
    line_no as SortOrder, product_id as Product2Id, sku as ProductCode, product_name as Name,
    quantity as Quantity, cast(quantity * unit_price as decimal(18, 4)) as TotalPrice, unit_price as UnitPrice,
    currency_code as CurrencyIsoCode,{audit("created_at", "created_at", "owner_id")}, false as IsDeleted
from crm_line
where created_at < {_ENDS_AT}
order by opportunity_no, line_no
""",
    "Quote": f"""
select
    quote_id as Id, owner_id as OwnerId, false as IsDeleted,
    account_name || ' ' || strftime(created_at, '%Y-%m-%d') as Name, currency_code as CurrencyIsoCode,
    {audit("created_at", "modified_at", "owner_id")}, opportunity_id as OpportunityId,
    lpad(cast(quote_no as varchar), 8, '0') as QuoteNumber, false as IsSyncing, state as Status,
    valid_until_date as ExpirationDate, amount as Amount__c, {_if_past("sent_at", "sent_at")} as Sent_At__c,
    {_if_past("decided_at", "decided_at")} as Decided_At__c
from (
    select
        *,
        case
            when decided_at < {_ENDS_AT} then case status when 'accepted' then 'Accepted' else 'Denied' end
            when sent_at is null or sent_at >= {_ENDS_AT} then 'Draft'
            when valid_until_date <= {_LAST_DAY} then 'Expired'
            else 'Presented'
        end as state,
        case
            when state in ('Accepted', 'Denied') then decided_at when state = 'Draft' then created_at
            when state = 'Expired' then {_midnight_after("valid_until_date")} - interval 1 second else sent_at
        end as modified_at
    from crm_quote
    where created_at < {_ENDS_AT}
)
order by quote_no
""",
    "Contract": f"""
select
    contract_id as Id, account_id as AccountId,
    currency_code as CurrencyIsoCode, start_date as StartDate, end_date as EndDate, 12 as ContractTerm,
    owner_id as OwnerId, case when has_ended then 'Expired' else 'Activated' end as Status, created_at as ActivatedDate,
    case when has_ended then 'Expired' else 'Activated' end as StatusCode,
    account_name || ' ' || strftime(start_date, '%Y') as Name, false as IsDeleted,
    lpad(cast(contract_no as varchar), 8, '0') as ContractNumber,{audit("created_at", "modified_at", "owner_id")},
    value as Value__c, opportunity_id as Opportunity__c,
    {_if_past("renewed_at", "renewed_by_id")} as Renewed_By__c
from (
    select
        *, end_date <= {_LAST_DAY} as has_ended,
        greatest(
            created_at, case when renewed_at < {_ENDS_AT} then renewed_at else created_at end,
            case when has_ended then {_midnight_after("end_date")} - interval 1 second else created_at end
        ) as modified_at
    from crm_contract
    where created_at < {_ENDS_AT}
)
order by contract_no
""",
}


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    for table in (_STAGE, _LINE, _QUOTE, _CONTRACT):
        truth.execute(table)
