"""Tells people by mail and webhook when a run needs one of them. Knows no other room: it reads a report's JSON."""
