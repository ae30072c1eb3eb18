{{ every_system('shipment') }}
