"""When the rooms work, and in which order."""
