{{ every_system('review') }}
