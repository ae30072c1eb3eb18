{{ every_system('session') }}
