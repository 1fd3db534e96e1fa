"""What a process caches between requests, and how long or how much."""
