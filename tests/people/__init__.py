"""Who else acts in tests: staff at the desk, a visitor to the browser phone, a crowd."""
