{{ every_system('campaign_member') }}
