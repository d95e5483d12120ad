"""The clinicians who read and sign what the line says, and their answers, sealed. No promises."""
