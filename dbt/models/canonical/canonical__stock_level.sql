{{ every_system('stock_level') }}
