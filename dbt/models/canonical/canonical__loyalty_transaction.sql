{{ every_system('loyalty_transaction') }}
