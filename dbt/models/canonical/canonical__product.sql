{{ every_system('product') }}
