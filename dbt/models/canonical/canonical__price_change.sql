{{ every_system('price_change') }}
