{{ every_system('industry_index') }}
