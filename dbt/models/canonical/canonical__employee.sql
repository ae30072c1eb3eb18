{{ every_system('employee') }}
