{{ every_system('consent') }}
