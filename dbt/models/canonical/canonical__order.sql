{{ every_system('order') }}
