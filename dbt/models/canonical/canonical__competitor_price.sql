{{ every_system('competitor_price') }}
