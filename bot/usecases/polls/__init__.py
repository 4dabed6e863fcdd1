"""Polls: made, opened, shown, voted in, closed, checked and handed on. One verb a file."""
