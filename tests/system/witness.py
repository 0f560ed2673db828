"""Candidates that share no code with the project's client: they speak the protocol from its page, answer without
waiting for acks, never send an answer twice, and note at once in a ledger of their own, on another file system
than the server's, what they sent and what they were told."""
import asyncio
import json
import os
import random
import ssl
import sys
import threading
import time
from pathlib import Path

import websockets

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed  # noqa: E402


class Ledger:
    """One candidate's notes, in memory and, line by line, in a file."""

    def __init__(self, folder, ticket):
        folder.mkdir(parents=True, exist_ok=True)
        self.ticket, self.lines = ticket, []
        self.file = os.open(folder / f"{ticket}.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(self, kind, **what):
        line = {"k": kind, "t": time.monotonic(), **what}
        os.write(self.file, (json.dumps(line, ensure_ascii=False) + "\n").encode())
        self.lines.append(line)

    def all(self, kind, since=0.0):
        return [line for line in list(self.lines) if line["k"] == kind and line["t"] >= since]


class Witness:
    def __init__(self, port, ca, ticket, ledger, seed, think_ms):
        self.port, self.ticket, self.ledger, self.think_ms = port, ticket, ledger, think_ms
        self.context = ssl.create_default_context(cafile=str(ca))
        self.chance = random.Random(seed)
        self.no, self.kinds, self.order, self.ended = 0, {}, [], False

    async def sit(self):
        while not self.ended:
            try:
                await self.one_line()
            except (OSError, asyncio.TimeoutError, websockets.exceptions.WebSocketException) as error:
                self.ledger.note("lost", why=f"{type(error).__name__} {error}")
            if not self.ended:
                await asyncio.sleep(self.chance.uniform(0.02, 0.2))

    async def one_line(self):
        async with websockets.connect(f"wss://localhost:{self.port}/exam", ssl=self.context, subprotocols=["examhall.v1"],
                                      compression=None, max_size=1 << 22, open_timeout=5, close_timeout=1,
                                      ping_interval=None) as socket:
            await say(socket, type="login", ticket=self.ticket["ticket"], code=self.ticket["code"], client="witness", machine="W")
            writer = None
            try:
                async for frame in socket:
                    message = json.loads(frame)
                    self.heard(message)
                    if message["type"] == "paper_end":
                        writer = asyncio.ensure_future(self.answer(socket))
            finally:
                if writer:
                    writer.cancel()

    def heard(self, message):
        kind = message["type"]
        if kind == "welcome":
            self.no = max(self.no, message["next_no"] - 1)
            self.ledger.note("welcome", fence=message["fence"])
        elif kind == "outline":
            self.order = message["order"]
        elif kind == "item":
            self.kinds[message["item"]] = message["body"]["type"]
        elif kind == "ack":
            self.ledger.note("ack", no=message["no"], item=message["item"], seq=message["seq"], link=message["link"])
        elif kind == "storage":
            self.ledger.note("storage", ok=message["ok"])
        elif kind == "error":
            self.ledger.note("error", id=message["id"], no=message.get("about", {}).get("no"))
        elif kind == "ended":
            self.ended = True
            self.ledger.note("ended", how=message["how"], receipt=message.get("receipt"))

    async def answer(self, socket):
        while True:
            await asyncio.sleep(self.chance.uniform(*self.think_ms) / 1000)
            item = self.chance.choice(self.order)
            self.no += 1
            self.ledger.note("sent", no=self.no, item=item, response=(response := self.response(self.kinds[item])))
            await say(socket, type="answer", no=self.no, item=item, response=response, at=int(time.time() * 1000))

    def response(self, kind):
        letters = "ABCD"
        return {"single": lambda: self.chance.choice(letters),
                "multiple": lambda: sorted(self.chance.sample(letters, 2)),
                "true_false": lambda: self.chance.random() < 0.5,
                "numeric": lambda: str(self.chance.randint(0, 10**6))}[kind]()


async def say(socket, **message):
    await socket.send(json.dumps(message))


class Witnesses:
    """All of them, on a thread of their own."""

    def __init__(self, site, tickets, think_ms=(10, 30)):
        folder, ca = site.work / "ledgers", site.folder / "room" / "ca.pem"
        self.all = [Witness(site.port, ca, t, Ledger(folder, t["ticket"]), i, think_ms) for i, t in enumerate(tickets)]
        self.ledgers = [w.ledger for w in self.all]
        self.thread = threading.Thread(target=lambda: asyncio.run(self.sit_all()), daemon=True)
        self.thread.start()

    async def sit_all(self):
        self.loop, self.sitting = asyncio.get_running_loop(), asyncio.gather(*(w.sit() for w in self.all))
        try:
            await self.sitting
        except asyncio.CancelledError:
            pass

    def dismiss(self):
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.sitting.cancel)
            self.thread.join(10)

    def noted(self, kind, since=0.0):
        return [line for ledger in self.ledgers for line in ledger.all(kind, since)]

    def expect_ack(self, since, patience=20):
        """A round in which nothing was acknowledged proves nothing."""
        deadline = time.monotonic() + patience
        while not self.noted("ack", since):
            if time.monotonic() > deadline:
                raise Failed(f"{patience} s 内没有确认，什么也证明不了 / no acks: this round proves nothing")
            time.sleep(0.02)

    def wait_until_ended(self, patience=120):
        """Whether all of them were told so."""
        self.thread.join(patience)
        return not self.thread.is_alive()
