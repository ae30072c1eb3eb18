with

closed_deal as (
    select * from {{ current_rows(source('raw', 'olist_funnel__closed_deal')) }} as current_deal
)

select
    'olist_funnel' as system_name,
    seller_id as customer_id,
    'seller_id' as identifier_type,
    seller_id as identifier_value,
    _delivery_id
from closed_deal
