{{ every_system('survey_response') }}
