"""The spider of all sources: a coroutine for each, since every answer decides the next request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from scrapy import Spider

from spiders.fetch import Download
from spiders.tally import Tally
from spiders.warc import Busy

SOURCES_AT_ONCE = 16

# What is to be done at one source.
Work = Callable[[Download], Awaitable[None]]


class ReportsSpider(Spider):
    """Does the `works` of sources, by their ids, some at once; one that fails does not hold back the others."""

    name = "reports"

    def __init__(self, works: Mapping[str, Work], tally: Tally, on_source_done: Callable[[], None]) -> None:
        super().__init__()
        self._works = works
        self._tally = tally
        self._on_source_done = on_source_done
        self._places = asyncio.Semaphore(SOURCES_AT_ONCE)

    async def start(self) -> AsyncIterator[Any]:
        results = await asyncio.gather(*map(self._do, self._works.values()), return_exceptions=True)
        for source_id, result in zip(self._works, results, strict=True):
            if isinstance(result, Busy):
                self._tally.failures.append(str(result))
            elif isinstance(result, BaseException):
                self.logger.error("%s stopped", source_id, exc_info=result)
                self._tally.failures.append(f"{source_id}: {type(result).__name__}: {result}")
        self._tally.is_finished = True
        return
        # Scrapy wants an asynchronous generator; this one has no request of its own to give.
        yield

    async def _do(self, work: Work) -> None:
        async with self._places:
            await work(self.crawler.engine.download_async)
        self._on_source_done()
