{{ every_system('opportunity_line') }}
