"""Tutti: everything that is not Discord commands or SQL. CONTRIBUTING.md says where to look for what."""
