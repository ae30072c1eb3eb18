{{ every_system('customer') }}
