{{ every_system('lead') }}
