{{ every_system('payment') }}
