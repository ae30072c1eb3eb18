{{ every_system('campaign_spend') }}
