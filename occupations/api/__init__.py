"""The API: what visitors see, from the same editions, as JSON, CSV and Markdown. API_ENABLED=false turns it off."""
