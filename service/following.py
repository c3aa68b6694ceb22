"""Following jobs: what happens to them, and their sound, for all who listen at the moment."""

import asyncio
from collections.abc import AsyncGenerator
from weakref import WeakValueDictionary

import sqlalchemy as sa
from anyio import to_thread

from audio_out.live import opening
from pipelines.engines import Language
from service import jobs
from service.bench import Bench
from service.jobs import Event
from service.stages import sound_name

_LOOK = 0.1  # seconds between looks at what is new


class Followed:
    """One job: its events and its sound are read once for all who follow it.

    For one event loop.
    """

    def __init__(self, engine: sa.Engine, bench: Bench, job_id: str) -> None:
        """Nothing is read yet."""
        self._engine = engine
        self._bench = bench
        self._job_id = job_id
        self._events: list[Event] = []
        self._looking: asyncio.Task[None] | None = None
        self._sound: dict[str, bytes] = {}

    async def events(self, after: int = 0) -> AsyncGenerator[Event, None]:
        """Its events after number `after`, as they come, to the last."""
        while True:
            while len(self._events) <= after:
                if self._ended or not await self._look():
                    return
            event = self._events[after]
            yield event
            if event.last:
                return
            after = event.number

    async def sound(self, language: Language | None, line: int = 0) -> AsyncGenerator[bytes, None]:
        """The MP3 of a language as it is made, from a line on; None is both in turn.

        It ends when the last line has been heard. Raises ConnectionAbortedError where the rest
        cannot be made, or where it turns out that there is no such line.
        """
        begun = False
        async for event in self.events():
            data = event.data
            if event.kind in ("failed", "cancelled"):
                raise ConnectionAbortedError(data.get("message", "The job was cancelled."))
            if event.kind == "made" and data["stage"] == "speak":
                return
            if event.kind == "condensed" and line >= len(data["lines"]):
                raise ConnectionAbortedError(f"The episode has {len(data['lines'])} lines.")
            if event.kind not in ("piece", "spoken") or data["line"] < line:
                continue
            if language not in (None, data["language"]):
                continue
            piece = data["piece"] if event.kind == "piece" else None
            part = await self._piece(sound_name(data["language"], data["line"], piece))
            if part:
                yield part if begun else opening(part) + part
                begun = True

    @property
    def _ended(self) -> bool:
        return bool(self._events) and self._events[-1].last

    async def _look(self) -> bool:
        """Look for new events, together with all who wait. Gives False where the job is gone."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._read())
        await asyncio.shield(self._looking)
        return bool(self._events)

    async def _read(self) -> None:
        new = await to_thread.run_sync(jobs.events, self._engine, self._job_id, len(self._events))
        self._events += new
        if not new:
            await asyncio.sleep(_LOOK)

    async def _piece(self, name: str) -> bytes:
        if name not in self._sound:
            self._sound[name] = await to_thread.run_sync(self._bench.__getitem__, name)
        return self._sound[name]


class Following:
    """The jobs that somebody follows at the moment."""

    def __init__(self) -> None:
        """Nobody follows any."""
        self._followed: WeakValueDictionary[str, Followed] = WeakValueDictionary()

    def job(self, engine: sa.Engine, bench: Bench, job_id: str) -> Followed:
        """A job to follow: the same for all, as long as anybody does."""
        followed = self._followed.get(job_id)
        if followed is None:
            followed = self._followed[job_id] = Followed(engine, bench, job_id)
        return followed
