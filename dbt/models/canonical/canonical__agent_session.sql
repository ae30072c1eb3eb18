{{ every_system('agent_session') }}
