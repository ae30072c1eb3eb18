{{ every_system('opportunity') }}
