"""The web pages and checks beside the webhooks: the staff's desk, the browser phone, health, errors, logs."""
