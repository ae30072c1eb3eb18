{# Every row keeps what is said of it; a row for which it cannot be told does too. With severity warn the rows that do not
   are counted and reported, and published as they were delivered. #}
{% test every_row_holds(model, claim) %}

select system_name
from {{ model }}
where not ({{ claim }})

{% endtest %}
