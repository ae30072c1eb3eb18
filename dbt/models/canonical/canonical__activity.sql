{{ every_system('activity') }}
