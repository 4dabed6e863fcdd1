"""A Discord on this machine: the server, its page in the browser, and a pilot for tests. Start at `server.py`."""
