"""HTTP that is neither a call nor a text: guards, health, logs, failures."""
