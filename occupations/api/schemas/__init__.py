"""The schemas of responses, for the OpenAPI description. The code behind the pages makes the responses; tests check
them against these schemas. A member with a default may be absent, because `fields` can leave it out."""
