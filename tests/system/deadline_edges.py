#!/usr/bin/env python3
"""Two hundred candidates with wrong clocks send answers from 20 ms before to 20 ms after the last accepted moment.
Each is accepted exactly by the server's receipt time, and everyone is told."""
import asyncio
import json
import random
import ssl
import sys
import time
from pathlib import Path

import websockets

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, events_of, main  # noqa: E402

CANDIDATES, OPENS, LASTS, GRACE_MS = 200, 25, 12, 500
# Two hundred at once make this program late; some aim earlier, so that both sides of the limit are met on any machine.
LEADS_MS = [0, 0, 0, 40, 120, 400]


def run(site, options):
    site.make()
    tickets = site.batch("EDGE", site.paper()["paper"], f"+{OPENS}s", f"+{OPENS + LASTS}s", CANDIDATES, "--grace", f"{GRACE_MS}ms")
    site.start_server()
    told = asyncio.run(everybody(site, tickets))
    site.wait_until_graded(["EDGE"])
    evidence, _ = site.evidence("EDGE")
    check(evidence, told)


async def everybody(site, tickets):
    context = ssl.create_default_context(cafile=str(site.folder / "room" / "ca.pem"))
    chance = random.Random(7)
    told = await asyncio.gather(*(sit(site.port, context, t, random.Random(chance.random())) for t in tickets))
    return dict(zip((t["ticket"] for t in tickets), told))


async def sit(port, context, ticket, chance):
    """What this candidate was told about each of its answers: no → "ack" or the id of the error."""
    async with websockets.connect(f"wss://localhost:{port}/exam", ssl=context, subprotocols=["examhall.v1"], compression=None,
                                  max_size=1 << 22, open_timeout=60, ping_interval=None) as socket:
        await socket.send(json.dumps({"type": "login", "ticket": ticket["ticket"], "code": ticket["code"], "client": "edges", "machine": "M"}))
        order, kinds, deadline, offset = await until_paper(socket)
        lead = chance.choice(LEADS_MS)
        told = {}
        reader = asyncio.ensure_future(listen(socket, told))
        for no, (item, delta) in enumerate(zip(order, sorted(chance.uniform(-20, 20) for _ in range(6))), 1):
            wait = (deadline + GRACE_MS + delta - lead - offset) / 1000 - time.time()
            await asyncio.sleep(max(0, wait))
            wrong_clock = deadline + chance.choice([-3_600_000, 3_600_000, 0])
            response = {"single": "A", "multiple": ["A"], "true_false": True, "numeric": "1"}[kinds[item]]
            if not socket.open:
                break
            await socket.send(json.dumps({"type": "answer", "no": no, "item": item, "response": response, "at": wrong_clock}))
        await asyncio.wait_for(reader, 30)
        return told


async def until_paper(socket):
    kinds, order, deadline, offset = {}, [], 0, 0
    while True:
        message = json.loads(await asyncio.wait_for(socket.recv(), 90))
        if message["type"] == "error":
            raise Failed(f"未能入场 / not let in: {message}")
        if message["type"] == "start":
            deadline = message["deadline"]
        elif message["type"] == "outline":
            order = message["order"]
        elif message["type"] == "item":
            kinds[message["item"]] = message["body"]["type"]
        elif message["type"] == "paper_end":
            await socket.send(json.dumps({"type": "time", "t0": 0}))
        elif message["type"] == "time":
            offset = message["t2"] - time.time() * 1000
            return order, kinds, deadline, offset


async def listen(socket, told):
    try:
        async for frame in socket:
            message = json.loads(frame)
            if message["type"] == "ack":
                told[message["no"]] = "ack"
            elif message["type"] == "error" and message.get("about", {}).get("type") == "answer":
                told[message["about"]["no"]] = message["id"]
    except websockets.ConnectionClosed:
        pass


def check(evidence, told):
    tickets, deadlines, counts = {}, {}, {"answered": 0, "answer_refused": 0}
    closest = []
    for event in events_of(evidence):
        kind, body = event["kind"], event["body"]
        if kind == "batch_scheduled":
            limit = body["window"]["end"] + GRACE_MS
        elif kind == "registered":
            tickets[event["attempt"]] = body["ticket"]
        elif kind in counts:
            counts[kind] += 1
            closest.append(event["at"] - limit)
            if (kind == "answered") != (event["at"] < limit):
                raise Failed(f"{kind} 距截止 {event['at'] - limit} ms / {kind} at {event['at'] - limit} ms from the limit")
            said = told[tickets[event["attempt"]]].get(body["no"])
            if kind == "answered" and said != "ack":
                raise Failed(f"已存的答案未得到确认 / stored, but told {said}")
            if kind == "answer_refused" and said != body["reason"]:
                raise Failed(f"拒绝原因不符 / refused as {body['reason']}, told {said}")
    if not counts["answered"]:
        raise Failed("没有答案在截止前到达 / no answer came in time; the test proves nothing")
    if not counts["answer_refused"]:
        raise Failed("没有答案在截止后到达 / no answer came late; the test proves nothing")
    print(f"截止前后 20 ms：接受 {counts['answered']}，拒绝 {counts['answer_refused']}，最近相差 {min(map(abs, closest))} ms / "
          "accepted exactly by receipt time")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
