{{ every_system('customer_identifier') }}
