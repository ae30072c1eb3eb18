{{ every_system('customer_contact') }}
