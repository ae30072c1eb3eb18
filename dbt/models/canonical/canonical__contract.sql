{{ every_system('contract') }}
