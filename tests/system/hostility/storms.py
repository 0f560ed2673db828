"""What costs the server most and the sender least, thousands of times at one moment: half handshakes, upgrades, logins."""
import asyncio
import json
import socket
import ssl

from . import crowds
from .patience import DEADLINE, TICK
from .raw import frame, login, upgrade

PATIENCE = 40
HANDSHAKE = b"\x16"  # the first byte of a record that belongs to one


def client_hello(context):
    """The first flight of a handshake, whole and honest; it can be sent any number of times and costs nothing to send."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        context.wrap_bio(incoming, outgoing, server_hostname="localhost").do_handshake()
    except ssl.SSLWantReadError:
        return outgoing.read()


def reached(lines):
    return [line for line in lines if not isinstance(line, BaseException)]


async def hellos(target, check, count, stay):
    """A key exchange and a signature each for the server. Those who stay are all dropped at the same deadline."""
    plain = reached(await crowds.many(count, 200, lambda i: target.tcp()))
    hello, loop = client_hello(target.tls), asyncio.get_running_loop()
    began = loop.time()
    for one in plain:
        one.send(hello)

    async def fate(one):
        first = await asyncio.wait_for(loop.sock_recv(one, 1), PATIENCE)
        try:
            while stay and await asyncio.wait_for(loop.sock_recv(one, 1 << 16), PATIENCE):
                pass
        except OSError:
            pass
        return first
    heard = await asyncio.gather(*(fate(one) for one in plain), return_exceptions=True)
    took = loop.time() - began
    for one in plain:
        if not stay:  # all at once, and with a reset
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, bytes([1, 0, 0, 0, 0, 0, 0, 0]))
        one.close()
    # Whoever waits without a ticket may have to give way, or is dropped at the deadline before it was its turn.
    fair = sum(one in (HANDSHAKE, b"") or isinstance(one, OSError) for one in heard)
    check(f"{len(plain)} half handshakes at once", f"{heard.count(HANDSHAKE)} answered, all over after {took:.1f} s",
          fair == len(plain) and took < DEADLINE + TICK + 5, [one for one in heard if one != HANDSHAKE][:3])


async def upgrades(target, check, count):
    """All ask for a websocket at the same moment, and then all send five wrong logins at the same moment."""
    lines = reached(await crowds.many(count, 40, lambda i: target.stream()))
    request = upgrade()
    answers = await asyncio.gather(*(line.request(request) for line in lines), return_exceptions=True)
    wrong = b"".join(frame(json.dumps(login({"ticket": "nobody", "code": str(n)}))) for n in range(5))
    open_lines = [line for line, answer in zip(lines, answers) if answer == (101, b"")]

    async def refused(line):
        await line.put(wrong)
        return await line.verdict(PATIENCE)
    heard = await asyncio.gather(*(refused(line) for line in open_lines), return_exceptions=True)
    right = heard.count((["login_refused"] * 5, 1008))
    check(f"{len(lines)} upgrades at once, {len(open_lines)} websockets with five wrong logins at once", f"{right} closed with 1008",
          right == len(open_lines) == len(lines), [a for a in answers if a != (101, b"")][:2] + [h for h in heard if h[1] != 1008][:2])
    for line in lines:
        line.close()


async def silence(target, check, count):
    """Websockets that opened together and say nothing are all told so together."""
    lines = reached(await crowds.many(count, 40, lambda i: target.websocket()))
    heard = await asyncio.gather(*(line.verdict(PATIENCE) for line in lines), return_exceptions=True)
    right = heard.count((["login_timeout"], 4003))
    check(f"{len(lines)} silent websockets", f"{right} told login_timeout together", right == len(lines),
          [one for one in heard if one != (["login_timeout"], 4003)][:3])
    for line in lines:
        line.close()


async def pipelines(target, check, connections, requests):
    """Many requests in one write on many connections: each is answered, in order, and the honest do not wait for them."""
    lines = reached(await crowds.many(connections, 40, lambda i: target.stream()))
    text = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"

    async def ask(line):
        await line.put(text * requests)
        return [await line.request("") for _ in range(requests)]
    heard = await asyncio.gather(*(ask(line) for line in lines), return_exceptions=True)
    right = heard.count([(200, b"ok")] * requests)
    check(f"{requests} requests at once on each of {len(lines)} connections", f"{right} answered to the last", right == len(lines),
          [one for one in heard if one != [(200, b"ok")] * requests][:2])
    for line in lines:
        line.close()


async def wave(target, check, size):
    """All of it against one server."""
    jobs = [hellos(target, check, size["hellos"], size["stay"]), upgrades(target, check, size["upgrades"]),
            pipelines(target, check, size["pipelines"], 30), crowds.wrong_codes(target, check, size["upgrades"] // 4, DEADLINE),
            crowds.floods(target, check, 20)]
    if size["stay"]:
        jobs.append(silence(target, check, size["upgrades"]))
    for fault in await asyncio.gather(*jobs, return_exceptions=True):
        if fault:
            check("a wave", repr(fault), False, "no exception")

