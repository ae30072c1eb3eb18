-- What was seen of the market: prices of competitors, with the article of ours that they are compared with, in company
-- currency at the rate of their day; and values of indices. An article is named by its sku, that all systems know; of
-- two that bear it the one of the first system in company.yml is meant.
with

observed as (
    select
        system_name,
        'competitor_price' as observation_type,
        observed_date,
        competitor_name,
        product_id,
        sku,
        cast(null as string) as index_name,
        price_amount_local,
        currency_code,
        cast(null as decimal(18, 4)) as index_value,
        _delivery_id,
        _line
    from {{ ref('canonical__competitor_price') }}
    union all
    select
        system_name,
        'index' as observation_type,
        period_start_date as observed_date,
        cast(null as string) as competitor_name,
        cast(null as string) as product_id,
        cast(null as string) as sku,
        index_name,
        cast(null as decimal(18, 4)) as price_amount_local,
        cast(null as string) as currency_code,
        index_value,
        _delivery_id,
        _line
    from {{ ref('canonical__industry_index') }}
),

setting as (
    select * from {{ source('build', 'setting') }}
),

product as (
    select * from {{ ref('int_keys__product') }}
),

named as (
    select
        version.sku,
        version.product_key,
        row_number() over (
            partition by version.sku
            order by system.system_order, version.source_id
        ) as place
    from {{ ref('int_product__product_version') }} as version
    inner join {{ source('build', 'system') }} as system
        on version.system_name = system.system_name
    where version.valid_to_at = {{ until_further_notice() }}
),

product_of_sku as (
    select * from named
    where place = 1
),

exchange_rate as (
    select * from {{ ref('int_finance__exchange_rate') }}
),

in_company as (
    select
        observed.*,
        setting.currency_code as company_currency_code
    from observed
    cross join setting
)

select
    case
        when in_company.product_id is null and in_company.sku is null then -2
        else coalesce(product.product_key, product_of_sku.product_key, -1)
    end as product_key,
    {{ date_key('in_company.observed_date') }} as observed_date_key,
    in_company.observed_date,
    in_company.system_name,
    in_company.observation_type,
    in_company.competitor_name,
    in_company.sku,
    in_company.index_name,
    in_company.index_value,
    in_company.currency_code,
    in_company.price_amount_local,
    {{ in_company_currency('in_company.price_amount_local', 'in_company', 'exchange_rate') }} as price_amount,
    in_company._delivery_id,
    in_company._line
from in_company
left join product
    on
        in_company.system_name = product.system_name
        and in_company.product_id = product.source_id
left join product_of_sku
    on in_company.sku = product_of_sku.sku
left join exchange_rate
    on
        in_company.currency_code = exchange_rate.from_currency_code
        and in_company.company_currency_code = exchange_rate.to_currency_code
        and in_company.observed_date = exchange_rate.rate_date
