{{ every_system('survey_invitation') }}
