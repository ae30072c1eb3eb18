{{ every_system('target') }}
