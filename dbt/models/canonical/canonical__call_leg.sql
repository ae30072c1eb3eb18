{{ every_system('call_leg') }}
