{{ every_system('order_line') }}
