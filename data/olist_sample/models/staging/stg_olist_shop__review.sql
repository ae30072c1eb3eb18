with

order_review as (
    select * from {{ current_rows(source('raw', 'olist_shop__order_review')) }} as current_review
),

sales_order as (
    select * from {{ ref('stg_olist_shop__order') }}
)

-- One review_id may be about several orders: told apart by both.
select
    'olist_shop' as system_name,
    order_review.review_id || ':' || order_review.order_id as review_id,
    sales_order.customer_id,
    order_review.order_id,
    cast(null as string) as product_id,
    order_review.review_answer_timestamp as reviewed_at_local,
    cast(order_review.review_score as decimal(9, 4)) as score,
    cast(1 as decimal(9, 4)) as lowest_score,
    cast(5 as decimal(9, 4)) as highest_score,
    order_review.review_comment_title as title,
    order_review.review_comment_message as comment,
    greatest(order_review._delivery_id, coalesce(sales_order._delivery_id, 0)) as _delivery_id,
    cast(null as bigint) as _line
from order_review
left join sales_order
    on order_review.order_id = sales_order.order_id
