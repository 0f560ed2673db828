"""A candidate's client in another language, written from docs/protocol.md and its schema alone, which holds the page to
its first sentence. Sits one exam at random; the access code comes on standard input; --cut loses the line on purpose."""
import argparse
import asyncio
import base64
import hashlib
import json
import os
import random
import ssl
import sys
import time
from pathlib import Path

import jsonschema
import websockets
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "protocol.schema.json").read_text())
RECONNECT = (None, 1001, 1005, 1006, 1011, 4004, 4005)


class Wrong(Exception):
    """The server did not keep to the page, or refused for good."""


def own_clock():
    return time.monotonic_ns() // 1_000_000


def members(pairs):
    if len(dict(pairs)) != len(pairs):
        raise Wrong(f"a key stands twice: {pairs}")
    return dict(pairs)


def read(frame):
    """A message of the server, read as strictly as the page wants it."""
    message = json.loads(frame, object_pairs_hook=members)
    shape = f"server_{message['type']}"
    if shape in SCHEMA["$defs"]:
        jsonschema.validate(message, {"$ref": f"#/$defs/{shape}", "$defs": SCHEMA["$defs"]})
    return message


class Answers:
    """What was given, by number. Those not acknowledged stand in a file until they are."""

    def __init__(self, path):
        self.path, self.next_no, self.held = path, 1, {}
        self.waiting = {e["no"]: e for e in json.loads(path.read_text())} if path.exists() else {}
        self.latest = {e["item"]: e["no"] for e in self.waiting.values()}

    def give(self, item, response, at):
        entry = {"type": "answer", "no": self.next_no, "item": item, "response": response, "at": at}
        self.next_no += 1
        self.waiting.pop(self.latest.get(item), None)  # only the latest of an item is ever sent again
        self.waiting[entry["no"]], self.latest[item] = entry, entry["no"]
        self.save()
        return entry

    def settle(self, no):
        entry = self.waiting.pop(no, None)
        self.save()
        return entry

    def save(self):
        with open(self.path.with_suffix(".new"), "w", encoding="utf-8") as out:
            json.dump(list(self.waiting.values()), out)
            out.flush()
            os.fsync(out.fileno())
        os.replace(out.name, self.path)


class Sitting:
    def __init__(self, options):
        self.options, self.chance, self.samples = options, random.Random(options.seed), []
        self.answers = Answers(Path(options.journal))
        self.tls = ssl.create_default_context(cafile=options.ca)  # that authority and no other
        self.items, self.paper, self.welcome, self.ended = {}, None, None, None
        self.cuts = [tuple(map(float, cut.split(":"))) for cut in options.cut]
        self.report = {"acks": [], "fences": [], "errors": [], "closes": [], "paper_ends": []}

    async def sit(self):
        pause = 0.5
        while not self.ended:
            code, began = None, own_clock()
            try:
                async with websockets.connect(f"wss://{self.options.server}/exam", ssl=self.tls, subprotocols=["examhall.v1"],
                                              compression=None, max_size=4 << 20, ping_interval=10, ping_timeout=20) as line:
                    await self.session(line)
                code = line.close_code
            except (OSError, websockets.WebSocketException, asyncio.TimeoutError) as lost:
                code = getattr(lost, "code", None)
            self.report["closes"].append(code)
            print("closed", code, flush=True)
            if not self.ended and code not in RECONNECT:
                raise Wrong(f"closed with {code}")
            pause = 1 if own_clock() - began > 10_000 else min(30, pause * 2)
            await asyncio.sleep(0 if self.ended else self.chance.uniform(0, pause))

    async def session(self, line):
        tasks = [asyncio.create_task(self.ask_time(line))]
        login = {"type": "login", "client": "second client 1", **{name: getattr(self.options, name) for name in ("ticket", "code", "machine")}}
        if self.paper and set(self.items) == set(self.paper["order"]):
            login["have_paper"] = self.paper["paper"]
        try:
            await self.send(line, login)
            async for frame in line:
                message = read(frame)
                follow = getattr(self, "take_" + message["type"], lambda _: None)(message)  # what is not known or needed is ignored
                tasks += [asyncio.create_task(follow(line))] if follow else []
        finally:
            for task in tasks:
                task.cancel()
            for wrong in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(wrong, Exception) and not isinstance(wrong, websockets.ConnectionClosed):
                    raise wrong

    def send(self, line, message):
        return asyncio.sleep(0) if self.ended else line.send(json.dumps(message, ensure_ascii=False))

    def take_time(self, message):
        t0, t1, t2, t3 = message["t0"], message["t1"], message["t2"], own_clock()
        if t3 - t0 >= t2 - t1 >= 0:
            self.samples = (self.samples + [((t3 - t0) - (t2 - t1), ((t1 - t0) + (t2 - t3)) / 2)])[-8:]

    def now(self):
        """The server's time, by the quickest of the last eight exchanges."""
        return round(own_clock() + min(self.samples)[1])

    async def ask_time(self, line):
        for wait in [1, 1, 1] + [60] * 1000:
            await self.send(line, {"type": "time", "t0": own_clock()})
            await asyncio.sleep(wait)

    def take_welcome(self, message):
        self.welcome = message
        self.report["fences"].append(message["fence"])
        self.answers.next_no = max([self.answers.next_no, message["next_no"]] + [no + 1 for no in self.answers.waiting])

    def take_outline(self, message):
        self.paper = message
        self.answers.held = {h["item"]: h["response"] for h in message["answers"]}
        for stored in message["answers"]:
            if self.answers.latest.get(stored["item"], stored["no"]) < stored["no"]:
                self.answers.settle(self.answers.latest[stored["item"]])  # another machine answered later

    def take_item(self, message):
        self.items[message["item"]] = message["body"]

    def take_paper_end(self, message):
        self.report["paper_ends"].append(message["items"])
        if message["items"] not in (0, len(self.paper["order"])) or set(self.items) != set(self.paper["order"]):
            raise Wrong("the paper is not complete")
        return self.work

    def take_ack(self, message):
        entry = self.answers.settle(message["no"])
        if entry:
            self.answers.held[entry["item"]] = entry["response"]
            self.report["acks"].append({**entry, "seq": message["seq"], "link": message["link"]})

    def take_error(self, message):
        id, about = message["id"], message.get("about", {"type": ""})
        self.report["errors"].append(id)
        if id in ("not_saved", "attempt_paused", "not_started", "too_many_messages"):
            return lambda line: self.again(line, about.get("no"))
        if about["type"] == "login" and id not in ("attempt_ended", "attempt_terminated", "batch_over"):
            raise Wrong(f"login: {message}")
        entry = self.answers.settle(about["no"]) if "no" in about else None
        if entry and id == "number_used" and self.answers.latest[entry["item"]] == entry["no"]:
            renewed = self.answers.give(entry["item"], entry["response"], entry["at"])
            return lambda line: self.send(line, renewed)

    def take_ended(self, message):
        self.ended = message

    async def work(self, line):
        """Sends what was never acknowledged, answers what is left, waits for the acks and hands in."""
        for no in sorted(self.answers.waiting):
            await self.send(line, self.answers.waiting[no])
        done, places = set(self.answers.held) | set(self.answers.latest), range(len(self.paper["order"]))
        left = [place for place in places if self.paper["order"][place] not in done]
        for place in left + (self.chance.sample(places, 5) if left else []):  # five are cleared at the end
            item = self.paper["order"][place]
            response = None if item in done else self.think(self.items[item], self.paper["options"][place])
            done.add(item)
            await self.send(line, self.answers.give(item, response, self.now()))
            await asyncio.sleep(self.chance.uniform(0, self.options.think / 500))
            if self.cuts and self.answers.next_no > self.cuts[0][0]:
                await self.cut(line)
        while self.answers.waiting:
            await asyncio.sleep(0.02)
        batch = self.welcome["batch"]
        await asyncio.sleep(max(0, (batch["start"] + batch.get("hand_in_after_ms", 0) - self.now()) / 1000 + 0.05))
        if not self.options.until_deadline:
            await self.send(line, {"type": "hand_in", "unanswered": sum(self.answers.held.get(i) is None for i in self.items)})

    async def again(self, line, no):
        await asyncio.sleep(3)
        await (self.send(line, self.answers.waiting[no]) if no in self.answers.waiting else asyncio.sleep(0))

    async def cut(self, line):
        for item in self.chance.sample(self.paper["order"], 3):
            await self.send(line, self.answers.give(item, self.think(self.items[item], []), self.now()))
        time.sleep(self.cuts.pop(0)[1])  # nothing runs meanwhile: these answers are stored, and their acks are not read
        line.transport.abort()
        await asyncio.sleep(3600)

    def think(self, body, shown):
        """Any response that fits: options are chosen where they stand and named by their stored letter."""
        letters = [chr(ord("A") + i) for i in shown or range(len(body["content"].get("options", [])))]
        return {"single": lambda: self.chance.choice(letters), "true_false": lambda: self.chance.random() < 0.5,
                "multiple": lambda: self.chance.sample(letters, self.chance.randint(1, len(letters))),
                "numeric": lambda: self.chance.choice(["0", "1,200.50", "￥１２，０００", "-3.5%", "(42)", "a\"b\\/c", "é١\U0001f4b0"]),
                }.get(body["type"], lambda: None)()  # nothing to a type that cannot be shown

    def check_receipt(self):
        text, key = self.ended["receipt"].encode(), base64.b64decode(self.options.public_key, validate=True)
        Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(self.ended["signature"], validate=True), text)
        given = sorted((item, response) for item, response in self.answers.held.items() if response is not None)
        digest = hashlib.sha256(json.dumps(given, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()).hexdigest()
        wanted = {"batch": self.welcome["batch"]["code"], "ticket": self.options.ticket, "paper": self.paper["paper"],
                  "how": self.ended["how"], "at": self.ended["at"], "items": len(self.items), "answered": len(given), "answers": digest}
        receipt, bits = json.loads(text), int.from_bytes(hashlib.sha256(text).digest()[:10], "big")
        if {**receipt, **wanted} != receipt:
            raise Wrong(f"the receipt says {receipt}, and should say {wanted}")
        code = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> shift & 31] for shift in range(75, -1, -5))
        self.report.update(receipt=receipt, check_code="-".join(code[i:i + 4] for i in range(0, 16, 4)), given=given)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("server", "ca", "public-key", "ticket", "machine", "journal", "report"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--cut", action="append", default=[], help="NO:SECONDS, lose the line after answer NO")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--think", type=int, default=20, help="milliseconds between answers, on average")
    parser.add_argument("--until-deadline", action="store_true")
    options = parser.parse_args()
    options.code = sys.stdin.readline().strip()
    sitting = Sitting(options)
    asyncio.run(sitting.sit())
    sitting.check_receipt()
    Path(options.report).write_text(json.dumps(sitting.report, ensure_ascii=False))


if __name__ == "__main__":
    main()
