"""Many at once, all from the address of the honest: wrong codes, floods, replays, seats in dispute, idle connections."""
import asyncio
import itertools
import json
import time

from .raw import PING, Dropped, frame, login


def answer(no, item, response):
    return json.dumps({"type": "answer", "no": no, "item": item, "response": response, "at": 0})


async def many(count, at_once, one):
    """one(i) for every i, so many at a time; what each came to."""
    turn = asyncio.Semaphore(at_once)

    async def in_turn(i):
        async with turn:
            return await one(i)
    return await asyncio.gather(*(in_turn(i) for i in range(count)), return_exceptions=True)


async def wrong_codes(target, check, connections, at_once=2):
    """The tickets are real, of candidates who sit beside; nobody's login is harder for it."""
    async def guess(i):
        raw = await target.websocket()
        victim = target.neighbours[i % len(target.neighbours)]
        for n in range(6):
            await raw.say(login({"ticket": victim["ticket"], "code": f"0000-{i:04}-{n:04}"}))
        heard = await raw.verdict()
        raw.close()
        return heard
    heard = await many(connections, 60, guess)
    right = sum(one == (["login_refused"] * 5, 1008) for one in heard)
    check(f"{connections * 5} logins with wrong codes", f"{right} of {connections} refused five times and closed with 1008",
          right == connections, [one for one in heard if one != (["login_refused"] * 5, 1008)][:3])
    began = time.monotonic()
    (await target.seat()).close()
    check("a login after that", f"{(time.monotonic() - began) * 1000:.0f} ms", time.monotonic() - began < at_once, f"within {at_once} s")


async def floods(target, check, connections):
    async def flood(i):
        raw = await target.websocket()
        await raw.put(frame('{"type":"time","t0":1}' if i % 2 else "", 1 if i % 2 else PING) * 1500)
        errors, code = await raw.verdict()
        raw.close()
        return set(errors) <= {"too_many_messages"} and (190 < len(errors) < 230 if i % 2 else not errors) and code == 4005
    heard = await many(connections, 20, flood)
    check(f"{connections} floods of messages and of pings", f"{heard.count(True)} closed with 4005",
          heard.count(True) == connections, [one for one in heard if one is not True][:3])


async def told(raw, numbers, patience=20):
    """no → "ack" or the id of the error, for all of these."""
    found = {}

    async def listen():
        while not set(numbers) <= set(found):
            message = await raw.hear()
            if message["type"] == "close":
                raise Dropped(f"closed with {message['code']}, {len(found)} of {len(numbers)} were answered")
            if message["type"] == "ack":
                found[message["no"]] = "ack" if message["link"] else "again"
            elif message["type"] == "error":
                found[message["about"]["no"]] = message["id"]
    await asyncio.wait_for(listen(), patience)
    return found


async def overflow(target, check):
    """An honest queue of 200 goes through at once. Of 550 some are refused, each by its number, and none is lost."""
    raw = await target.seat()
    await raw.until("paper_end")
    await raw.put(b"".join(frame(answer(no, 0, None)) for no in range(1, 201)))
    heard = await told(raw, range(1, 201))
    check("200 answers at once", f"{list(heard.values()).count('ack')} acks", set(heard.values()) == {"ack"}, "all of them")
    await asyncio.sleep(5)
    numbers = range(201, 751)
    await raw.put(b"".join(frame(answer(no, 0, None)) for no in numbers))
    heard = await told(raw, numbers)
    refused = [no for no, what in heard.items() if what == "too_many_messages"]
    check("550 answers at once", f"{list(heard.values()).count('ack')} acks, {len(refused)} refused by number",
          0 < len(refused) < 200 and set(heard.values()) == {"ack", "too_many_messages"}, "each is answered")
    rounds = 0
    while refused and rounds < 5:
        await asyncio.sleep(3)
        await raw.put(b"".join(frame(answer(no, 0, None)) for no in sorted(refused)))
        heard = await told(raw, refused)
        # A server that was slow has let later ones pass meanwhile: those have taken the place of this one.
        refused, rounds = [no for no, what in heard.items() if what not in ("ack", "again")], rounds + 1
    check("the refused again, each time after three seconds", f"all acknowledged after {rounds}", not refused, "none is lost")
    raw.close()


async def replays(target, check):
    raw, other = await target.seat(), await target.seat()
    for one in (raw, other):
        await one.until("paper_end")
    recorded = [frame(answer(no, 0, None)) for no in (1, 2, 3)]
    await raw.put(b"".join(recorded))
    await told(raw, (1, 2, 3))
    for _ in range(20):
        await raw.put(b"".join(recorded))
        heard = await told(raw, (1, 2, 3))
    check("answers replayed on the same seat", heard, set(heard.values()) == {"again"}, "acked again, nothing stored twice")
    await raw.put(frame(answer(2, 1, None)))
    heard = await told(raw, (2,))
    check("a number used again for another item", heard, heard == {2: "number_used"}, "number_used")
    await other.put(b"".join(recorded))
    heard = await told(other, (1, 2, 3))
    check("answers replayed on another seat", heard, set(heard.values()) == {"ack"}, "they are that candidate's own")
    thief = await target.seat(raw.ticket)
    await raw.put(b"".join(recorded) + frame(answer(9, 0, None)))
    errors, code = await raw.verdict()
    check("answers on a seat that was taken over", (errors, code), code == 4001 and set(errors) <= {"seat_taken_over"}, "4001")
    check("the seat that took over", thief.welcome["next_no"], thief.welcome["next_no"] == 4 and thief.welcome["fence"] == 2, "no 4, fence 2")
    for one in (thief, other):
        one.close()


async def duel(target, check, logins):
    """Two machines with one ticket, all their logins at once: one seat in the end, every other told why."""
    ticket = target.take_ticket()
    lines = [line for line in await many(logins, 50, lambda i: target.websocket()) if not isinstance(line, Exception)]
    await asyncio.gather(*(line.say(login(ticket, machine=f"D-{i % 2}")) for i, line in enumerate(lines)))
    heard = await asyncio.gather(*(fate(line) for line in lines))
    fences = [fence for fence, _ in heard if fence]
    ends = [code for _, code in heard]
    check(f"{logins} logins with one ticket at once", f"{ends.count(4001)} taken over, {ends.count(None)} sits",
          len(lines) == logins and ends.count(None) == 1 and ends.count(4001) == logins - 1 and len(set(fences)) == len(fences),
          "one sits, the others are closed with 4001")
    # Twenty are seated at once, one after the other; of all that come after them only the last waits for its turn.
    check("who sits", max(fences), heard[ends.index(None)][0] == max(fences) == min(logins, 21), "the last, with the highest fence")
    for line in lines:
        line.close()


async def fate(line):
    """(fence of the welcome if there was one, close code); no code: it still sits after six seconds of silence, twice as long as one waits for a turn."""
    fence = None
    while True:
        try:
            message = await asyncio.wait_for(line.hear(), 6)
        except asyncio.TimeoutError:
            return fence, None
        if message["type"] == "welcome":
            fence = message["fence"]
        if message["type"] == "close":
            return fence, message["code"]


async def idle(target, check, websockets, sockets):
    """Connections on which nobody logs in, up to the cap of the address and beyond; a candidate comes in all the same."""
    lines = await many(websockets, 60, lambda i: target.websocket())
    plain = await many(sockets, 200, lambda i: target.tcp())
    opened = sum(not isinstance(line, Exception) for line in lines)
    took = []
    for _ in range(5):
        began, ticket = time.monotonic(), target.take_ticket()
        for attempt in itertools.count(1):
            try:
                (await target.seat(ticket)).close()
                break
            except (OSError, Dropped, asyncio.IncompleteReadError):
                await asyncio.sleep(min(2, 0.2 * attempt))
        took.append(time.monotonic() - began)
    check(f"logins among {sockets} idle sockets and {opened} idle websockets", f"at most {max(took):.1f} s", max(took) < 5, "each comes in")
    heard = await asyncio.gather(*(line.verdict(30) for line in lines if not isinstance(line, Exception)), return_exceptions=True)
    fair = sum(one in ((["login_timeout"], 4003), ([], None)) for one in heard)
    check(f"{opened} idle websockets", f"{heard.count((['login_timeout'], 4003))} told login_timeout, {heard.count(([], None))} gave way",
          fair == opened, [one for one in heard if one not in ((["login_timeout"], 4003), ([], None))][:3])
    for socket in plain:
        if not isinstance(socket, Exception):
            socket.close()
