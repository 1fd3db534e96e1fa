"""The API: what visitors see, from the same editions, as JSON, CSV and Markdown. Taken away by API_ENABLED=false."""
