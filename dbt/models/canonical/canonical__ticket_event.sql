{{ every_system('ticket_event') }}
