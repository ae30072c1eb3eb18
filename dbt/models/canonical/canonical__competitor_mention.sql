{{ every_system('competitor_mention') }}
