{{ every_system('ticket') }}
