"""`python -m bench`: every measurement, one after the other."""

from __future__ import annotations

from bench.at_size import at_size
from bench.content import content_of_unknown_pages
from bench.crawl import speed_of_a_crawl
from bench.memory import memory_of_a_crawl
from bench.requests import requests_per_source
from bench.transforms import cost_of_a_page

if __name__ == "__main__":
    print(cost_of_a_page())
    print(content_of_unknown_pages())
    print(requests_per_source())
    print(speed_of_a_crawl())
    print(memory_of_a_crawl())
    for line in at_size():
        print(line, flush=True)
