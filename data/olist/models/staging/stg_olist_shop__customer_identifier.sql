with

seller as (
    select * from {{ current_rows(source('raw', 'olist_shop__seller')) }} as current_seller
)

select
    'olist_shop' as system_name,
    seller_id as customer_id,
    'seller_id' as identifier_type,
    seller_id as identifier_value,
    _delivery_id
from seller
