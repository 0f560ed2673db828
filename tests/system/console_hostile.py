#!/usr/bin/env python3
"""Hostile texts at the real console: names from a roster, machines and calls from candidates, messages and reasons from staff.
Nothing runs, everything is text in its place. A cookie is worth nothing to another page; what was taken back is gone at once."""
import asyncio
import contextlib
import csv
import json
import ssl
import sys
import threading
from pathlib import Path

import websockets

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from console_rig import BATCH, HERE, Hall  # noqa: E402
from exam_site import Failed, SURNAMES, events_of, main  # noqa: E402

NAMES = ["<img src=x onerror=\"document.title='owned'\">", "Robert'); DROP TABLE candidate;--", "שלום עולם של בחינות", "مرحبا بالعالم (1) <b>",
         "</title><script>alert(1)</script>", "${t}{n}{name}", "=HYPERLINK(\"http://x\",\"y\")", "长" * 40, "e" + "\u0301" * 50, "&lt;b&gt;&#0; \\u0000 %00"]
REFUSED = {"nul\0inside": "text_charset_unknown", "长" * 3414: "too_long", "\u202eturned": "unprintable", "be\x07ll": "unprintable", "two\r\nlines": "unprintable",
           "\u2066isolate": "unprintable"}
TITLE = "<img src=x onerror=\"document.title='owned'\"> 初级"
MACHINE, CALL = "\u202e<img src=x onerror=alert(1)>\u0000\u2069מכונה", "'><script>alert(2)</script>\u202e\u0000\u0007\n" + "長" * 60


def expect(condition, what):
    if not condition:
        raise Failed(what)


def refused_names(hall):
    """A roster with one of these is refused with its reason, and nobody of it is imported."""
    before = hall.site.examctl("batch", "list")
    for name, id in REFUSED.items():
        path = hall.site.work / "hostile.csv"
        with open(path, "w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([["姓名", "证件类型", "证件号码", "考点", "考场", "座位号"], [name, "其他", "SAMPLE9", HERE, "101机房", "99"]])
        done = hall.site.examctl("roster", "import", BATCH, path, check=False)
        expect(getattr(done, "returncode", 0) == 1 and f'"{id}"' in done.stderr, f"{name[:20]!r}: {done}")
    expect(hall.site.examctl("batch", "list") == before, "被拒绝的名单改动了批次 / a refused roster changed the batch")


class Rogue:
    """A candidate's program that says whatever it likes about itself."""

    def __init__(self, hall, key):
        self.hall, self.ticket, self.said = hall, hall.tickets[key], []
        threading.Thread(target=lambda: asyncio.run(self.sit()), daemon=True).start()

    async def sit(self):
        context = ssl.create_default_context(cafile=self.hall.site.folder / "room" / "ca.pem")
        async with websockets.connect(f"wss://localhost:{self.hall.site.port}/exam", ssl=context, subprotocols=["examhall.v1"], compression=None,
                                      max_size=4 << 20) as line:
            for message in ({"type": "login", "ticket": self.ticket["ticket"], "code": self.ticket["code"], "client": "rogue", "machine": MACHINE[:60]},
                            {"type": "notices"}, {"type": "report", "kind": "focus_lost", "detail": CALL[:60]}, {"type": "call", "no": 1, "wanted": True, "text": CALL[:250]}):
                await line.send(json.dumps(message))
            with contextlib.suppress(websockets.ConnectionClosed):  # moved away in the end
                async for frame in line:
                    self.said.append(json.loads(frame))


class HostileHall(Hall):
    def rogue(self, key):
        self.rogue_one = Rogue(self, key)

    def rogue_heard(self):
        return [m for m in self.rogue_one.said if m["type"] in ("error", "notice", "call", "welcome")]

    def texts(self):
        return {"machine": MACHINE[:60], "call": CALL[:250]}


def run(site, options):
    hall = HostileHall(site, lambda at, key: NAMES[at] if at < len(NAMES) else f"{SURNAMES[at % len(SURNAMES)]}考生{at + 1:02}", TITLE)
    hall.make(8, 24, "--grace", "1s")
    refused_names(hall)
    hall.account("zhao", "<img src=x onerror=alert(3)>赵", ["--role", "proctor", "--site", HERE, "--room", "101机房"])
    hall.account("qian", "钱主任", ["--role", "chief", "--site", HERE])
    hall.account("sun", "孙考务", ["--role", "office"])
    hall.open_doors()
    try:
        hall.browse("hostile.mjs", options, 150)
        site.wait_until_graded([BATCH])
        evidence, _ = site.evidence(BATCH)
        acts = [(e["body"]["kind"], e["body"]["by"]) for e in events_of(evidence) if e["kind"] == "acted"]
        expect({kind for kind, _ in acts} <= {"message", "incident", "move"} and {by for _, by in acts} == {"zhao"}, f"证据中的操作，其中不应有收回授权之后的 / acts in the evidence, and none after the grant was taken back: {acts}")
    finally:
        hall.send_home()


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
