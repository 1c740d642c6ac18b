"""FHIR's resources that say what is asked: questionnaires and the definitions of structures."""
