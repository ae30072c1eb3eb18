{{ every_system('exchange_rate') }}
