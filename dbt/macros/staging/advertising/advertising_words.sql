{# The code of the channel seed for a channel as the agency names it. #}
{% macro advertising_channel(column) -%}
    case lower(trim({{ column }}))
        when 'search ads' then 'paid_search'
        when 'social ads' then 'social_media'
        when 'display ads' then 'display'
        when 'affiliates' then 'affiliate'
        when 'trade fairs' then 'fair'
        when 'e-mail' then 'email'
        when 'letters' then 'post'
        else 'unknown'
    end
{%- endmacro %}
