{{ every_system('quote') }}
