"""A read-only server of the Model Context Protocol, by which language models ask the API of any Careersite. It needs no
Django and no database: `python -m careersite.mcp_server https://example.org`. `docs/mcp.md` says how to set it up."""
