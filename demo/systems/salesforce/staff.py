"""Users and products: who sells, and what. Only the sales department has users.

Belongs here: the columns of User and Product2. Does not belong here: agents of the call centre.
"""

from __future__ import annotations

import duckdb

from demo.systems.salesforce.records import standing
from demo.systems.salesforce.words import audit
from demo.systems.salesforce_ids import PRODUCT, USER, id_sql

_DESK = "(select min(employee_no) from employee where kind = 'manager')"
_USER = f"""
create or replace temp table crm_user as
select
    *, {id_sql(USER, "employee_no")} as user_id, {id_sql(USER, _DESK)} as desk_id,
    min(valid_from_at) over (partition by employee_no) as created_at,
    lead(valid_from_at) over (partition by employee_no order by valid_from_at) as valid_to_at
from employee_version
where employee_no in (select employee_no from employee_version where department_name = 'Sales')
"""
_PRODUCT = f"""
create or replace temp table crm_product as
select
    {id_sql(PRODUCT, "product.sku_no")} as product_id, {id_sql(USER, _DESK)} as desk_id,
    product.sku_no, product.sku, version.product_name || ' ' || product.variant_name as product_name,
    version.category_name, version.valid_from_at,
    least(cast(product.launched_date as timestamp), version.valid_from_at) as created_at,
    lead(version.valid_from_at) over (partition by version.sku_no order by version.valid_from_at) as valid_to_at
from product
join product_version as version using (sku_no)
"""
OBJECTS = {
    "User": f"""
select
    user_id as Id, email as Username, split_part(name, ' ', 1) as FirstName,
    substr(name, strpos(name, ' ') + 1) as LastName, team_name as Division, department_name as Department,
    job_title as Title, email as Email, 'u' || employee_no as Alias, is_active as IsActive,
    'Europe/Berlin' as TimeZoneSidKey, 'de_DE' as LocaleSidKey, 'UTF-8' as EmailEncodingKey, 'Standard' as UserType,
    'de' as LanguageLocaleKey, cast(employee_no as varchar) as EmployeeNumber,
    {audit("created_at", "valid_from_at", "desk_id")}
from {standing("crm_user")}
order by employee_no
""",
    "Product2": f"""
select
    product_id as Id, product_name as Name, sku as ProductCode, true as IsActive,
    {audit("created_at", "valid_from_at", "desk_id")}, category_name as Family, false as IsDeleted, false as IsArchived,
    sku as StockKeepingUnit
from {standing("crm_product")}
order by sku_no
""",
}


def prepare(truth: duckdb.DuckDBPyConnection) -> None:
    truth.execute(_USER)
    truth.execute(_PRODUCT)
