-- Each source record belongs to exactly one customer, and each customer of the star has at least one record.
select
    system_name,
    entity_name,
    source_id
from {{ ref('bridge_customer_identity') }}
group by system_name, entity_name, source_id
having count(*) > 1

union all

select
    customer.system_name,
    'customer' as entity_name,
    customer.customer_id as source_id
from {{ ref('dim_customer') }} as customer
left join {{ ref('bridge_customer_identity') }} as bridge
    on customer.customer_key = bridge.customer_key
where
    customer.customer_key > 0
    and bridge.customer_key is null
