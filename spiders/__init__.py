"""Fetches as a guest and keeps what the sites said: register, dialects, crawl, inbox and the WARC archive."""
