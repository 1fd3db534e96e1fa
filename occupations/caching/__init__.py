"""What a process remembers between requests, and for how long or how much of it."""
