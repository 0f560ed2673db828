"""Those who are slow on purpose, and those who are silent: each ends at the deadline that the page names."""
import asyncio
import json
import time

from .raw import PING, Raw, frame, login, upgrade

DEADLINE, TICK = 10, 4  # seconds; the sweep, and a busy machine
HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(600)  # the beginning of a ClientHello


async def drip(raw, data, pause):
    try:
        for byte in data:
            await raw.put(bytes([byte]))
            await asyncio.sleep(pause)
    except OSError:
        pass


async def ends(raw, meanwhile=None):
    """How the server ended it and after how many seconds."""
    began = time.monotonic()
    busy = asyncio.ensure_future(meanwhile) if meanwhile else None
    ended = await raw.sees_end(DEADLINE * 3)
    if busy:
        busy.cancel()
    raw.close()
    return (time.monotonic() - began) if ended else None


async def plain(target, meanwhile=None):
    raw = Raw(*await asyncio.open_connection(sock=await target.tcp()))
    return await ends(raw, drip(raw, meanwhile, 1) if meanwhile else None)


async def over_tls(target, data=b""):
    raw = await target.stream()
    return await ends(raw, drip(raw, data, 1))


async def without_login(target, meanwhile):
    raw = await target.websocket()
    busy = asyncio.ensure_future(meanwhile(raw))
    heard = await raw.verdict(DEADLINE * 3)
    busy.cancel()
    raw.close()
    return heard


async def nothing(raw):
    await asyncio.sleep(0)


async def pings(raw):
    await drip_frames(raw, frame("", PING))


async def questions(raw):
    await drip_frames(raw, frame('{"type":"time","t0":1}'))


async def slow_login(raw):
    await drip(raw, frame(json.dumps(login({"ticket": "t", "code": "c"}))), 1)


async def drip_frames(raw, data):
    while True:
        await raw.put(data)
        await asyncio.sleep(1)


async def slow_question(target, pause):
    """A byte at a time is slow, not forbidden: once the message is whole it is answered."""
    raw = await target.seat()
    await raw.until("paper_end")
    await drip(raw, frame('{"type":"time","t0":77}'), pause)
    heard = await raw.until("time")
    raw.close()
    return heard["t0"]


async def never_reads(target):
    """Asks for more and more and takes nothing; seconds until the server has had enough."""
    raw = await target.seat(receive_buffer=2048)
    raw.writer.transport.pause_reading()
    began = time.monotonic()
    try:
        for i in range(2400):
            await raw.put(frame('{"' + "x" * 200 + '":1}'))
            await asyncio.sleep(0 if i < 300 else 0.025)
    except OSError:
        return time.monotonic() - began
    return None


async def half_open(target):
    """The peer is gone without a word: nothing is read, no ping is answered, nothing more is sent."""
    raw = await target.seat()
    raw.writer.transport.pause_reading()
    await asyncio.sleep(34)
    raw.writer.transport.resume_reading()
    return await raw.sees_end(3)


async def run(target, check, whole):
    jobs = {"a connection that says nothing": plain(target), "a TLS handshake of one byte a second": plain(target, HELLO),
            "TLS and no request": over_tls(target), "headers of one byte a second": over_tls(target, upgrade().encode())}
    early = {"a websocket on which nobody speaks": nothing, "pings and no login": pings, "questions and no login": questions,
             "a login of one byte a second": slow_login}
    late = {"a message of one byte a second": (slow_question(target, 1 if whole else 0.3), lambda t0: t0 == 77)}
    if whole:
        late["a peer that never reads"] = (never_reads(target), lambda took: took is not None and took < 60)
        late["a peer that is gone without a word"] = (half_open(target), bool)
    heard = await asyncio.gather(*jobs.values(), *(without_login(target, busy) for busy in early.values()),
                                 *(job for job, _ in late.values()), return_exceptions=True)
    for name, took in zip(jobs, heard):
        timely = not isinstance(took, (Exception, type(None))) and DEADLINE - 1 < took < DEADLINE + TICK
        check(name, took, timely, f"dropped after {DEADLINE} s")
    for name, verdict in zip(early, heard[len(jobs):]):
        check(name, verdict, verdict == (["login_timeout"], 4003), "login_timeout, 4003")
    for (name, (_, fits)), result in zip(late.items(), heard[len(jobs) + len(early):]):
        check(name, result, not isinstance(result, Exception) and fits(result), "see the page's limits")
