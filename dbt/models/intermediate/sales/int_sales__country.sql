-- The countries that orders, their lines and what was given back name; where a name comes with a code and without, the
-- code stands.
with

named as (
    select country_code, country_name, _delivery_id from {{ ref('canonical__order') }}
    union all
    select country_code, country_name, _delivery_id from {{ ref('canonical__order_line') }}
    union all
    select country_code, country_name, _delivery_id from {{ ref('canonical__return') }}
)

select
    named.country_name,
    max(named.country_code) as country_code,
    min(delivery.delivery_date) as birth_delivery_date
from named
inner join {{ source('ledger', 'delivery') }} as delivery
    on named._delivery_id = delivery.delivery_id
where named.country_name is not null
group by named.country_name
