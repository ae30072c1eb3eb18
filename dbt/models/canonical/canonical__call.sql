{{ every_system('call') }}
