{{ every_system('return') }}
