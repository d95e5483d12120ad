"""The processes of production: the line that starts and keeps them, and what each of them runs."""
