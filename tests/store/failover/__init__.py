"""Another server takes over, or confirms: sentinels and replicas."""
