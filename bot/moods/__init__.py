"""What titles say, and how far listening and playlists speak of a breakup."""
