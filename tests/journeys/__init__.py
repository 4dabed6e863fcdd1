"""Whole journeys: members act in the sandbox, the bot is the real one, and what each member can see is read."""
