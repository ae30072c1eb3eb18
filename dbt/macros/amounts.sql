{# An amount on the rows of one part of what was invoiced, 0 on all others. #}
{% macro where_part(condition, amount) -%}
    cast(
        case when {{ condition }} then {{ amount }} else 0 end
        as decimal(18, 4)
    )
{%- endmacro %}

{# A local amount in company currency at the rate that was joined for its day, rounded once; nothing where there is no
   such rate. `row` has the columns currency_code and company_currency_code, `exchange_rate` the column rate. #}
{% macro in_company_currency(amount_local, row, exchange_rate) -%}
    case
        when {{ row }}.currency_code = {{ row }}.company_currency_code then {{ amount_local }}
        else cast(round({{ amount_local }} * {{ exchange_rate }}.rate, 4) as decimal(18, 4))
    end
{%- endmacro %}
