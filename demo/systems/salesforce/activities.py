"""What reps plan and do: calls and follow-ups as tasks, visits as events.

An activity is in the export from the day it is planned for. An event has no word for done; the org has a column of its
own for when it was.
Belongs here: the columns of Task and Event. Does not belong here: leads and deals they are about.
"""

from __future__ import annotations

import duckdb

from demo.systems.salesforce.words import audit, case_of
from demo.systems.salesforce_ids import ACCOUNT, EVENT, LEAD, NOTHING, OPPORTUNITY, TASK, USER, id_sql
from demo.world.calendar import COMPANY_TIME

_TYPES = {"call": "Call", "follow_up": "Follow-up", "visit": "Visit", "email": "Email"}
_ACTIVITY = f"""
create or replace temp table crm_activity as
select
    activity.*, {id_sql(TASK, "activity.activity_no")} as task_id, {id_sql(EVENT, "activity.activity_no")} as event_id,
    {id_sql(USER, "activity.employee_no")} as owner_id,
    greatest(
        coalesce(lead.created_at, deal.created_at),
        timezone('UTC', timezone('{COMPANY_TIME.key}', cast(activity.planned_date as timestamp)))
    ) as created_at,
    case when deal.opportunity_no is not null then {id_sql(ACCOUNT, "account.record_no")} end as account_id,
    coalesce({id_sql(LEAD, "activity.lead_no")}, '{NOTHING}') as who_id,
    coalesce({id_sql(OPPORTUNITY, "activity.opportunity_no")}, '{NOTHING}') as what_id,
    {case_of("activity.kind", _TYPES)} as type
from activity
left join lead on lead.lead_no = activity.lead_no
left join opportunity as deal on deal.opportunity_no = activity.opportunity_no
left join membership as account on account.party_no = activity.party_no and account.system = 'crm'
"""
_ENDS_AT = "getvariable('ends_at')"
_IS_DONE = f"coalesce(done_at < {_ENDS_AT}, false)"
_MODIFIED_AT = f"greatest(created_at, case when {_IS_DONE} then done_at else created_at end)"
_AUDIT = audit("created_at", _MODIFIED_AT, "owner_id")
OBJECTS = {
    "Task": f"""
select
    task_id as Id, who_id as WhoId, what_id as WhatId, subject as Subject,
    planned_date as ActivityDate, case when {_IS_DONE} then 'Completed' else 'Not Started' end as Status,
    'Normal' as Priority, owner_id as OwnerId, '000' as CurrencyIsoCode, type as Type, false as IsDeleted,
    account_id as AccountId, {_IS_DONE} as IsClosed,{_AUDIT},
    case when {_IS_DONE} then done_at end as CompletedDateTime
from crm_activity
where kind <> 'visit' and created_at < {_ENDS_AT}
order by activity_no
""",
    "Event": f"""
select
    event_id as Id, who_id as WhoId, what_id as WhatId, subject as Subject,
    true as IsAllDayEvent, cast(planned_date as timestamp) as ActivityDateTime, planned_date as ActivityDate,
    1440 as DurationInMinutes, account_id as AccountId, owner_id as OwnerId, type as Type, false as IsDeleted,
    false as IsChild,{_AUDIT}, {_IS_DONE} as Is_Done__c,
    case when {_IS_DONE} then done_at end as Done_At__c
from crm_activity
where kind = 'visit' and created_at < {_ENDS_AT}
order by activity_no
""",
}


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    truth.execute(_ACTIVITY)
