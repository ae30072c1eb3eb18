{{ every_system('opportunity_stage_change') }}
