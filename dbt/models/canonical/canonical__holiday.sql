{{ every_system('holiday') }}
