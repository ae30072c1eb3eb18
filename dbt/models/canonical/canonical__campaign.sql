{{ every_system('campaign') }}
