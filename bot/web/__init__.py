"""The web server next to the bot: the page for files that Discord refuses."""
