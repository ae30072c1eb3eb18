{# The API's objects are those of the Data Export, in another form: their staging is the same (macros/staging/salesforce).
   The raw tables that it reads, in the words by which they are looked for (warehouse/vendor_staging.py):
   system ~ '__account' system ~ '__campaign' system ~ '__campaign_member' system ~ '__contact' system ~ '__contract'
   system ~ '__event' system ~ '__lead' system ~ '__opportunity' system ~ '__opportunity_history'
   system ~ '__opportunity_line_item' system ~ '__product' system ~ '__quote' system ~ '__quote_line_item'
   system ~ '__task' system ~ '__user' #}
