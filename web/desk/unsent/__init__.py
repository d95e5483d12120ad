"""A form sent from the desk after its session had ended, held until the person signs in again."""
