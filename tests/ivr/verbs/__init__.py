"""What the carrier is told to do in a call, verb by verb."""
