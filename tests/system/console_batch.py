#!/usr/bin/env python3
"""A whole batch at the real console: Chromium drives the page of a room's proctor, a site's chief, two people of the
office and an auditor against the real server with forty headless candidates, from seating to the report of a room.
What each page shows, what each candidate was told and what the evidence holds are the same. --shots keeps pictures."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from console_rig import HERE, Hall, TYPES, people  # noqa: E402
from exam_site import Failed, SURNAMES, check_acknowledged, events_of, main  # noqa: E402

OPENS, LASTS = 20, 42
ABSENT, LATE = "101/06", "101/07"
SPECIAL = {"101/01": [{"type_until_deadline": True}],  # reads nothing
           "101/02": [{"read_notices": True}, {"wait_ms": 4000}, {"call": True, "text": "键盘失灵，F 键不弹起"}, {"type_until_deadline": True}],
           "101/03": [{"read_notices": True}, {"wait_ms": 6000}, {"report": "focus_lost", "detail": "another window"}, {"wait_ms": 4000},
                      {"report": "focus_gained"}, {"type_until_deadline": True}]}


def expect(condition, what):
    if not condition:
        raise Failed(what)


def seat_everybody(hall):
    for key, *_ in people():
        if key not in (ABSENT, LATE):
            hall.start(key, steps=SPECIAL.get(key, TYPES))


ACTS = [("message", "zhao", "room"), ("answer_call", "zhao", "person"), ("warn", "zhao", "person"), ("terminate", "qian", "person"),
        ("reinstate", "sun", "person"), ("move", "zhao", "person"), ("move", "qian", "person"), ("admit", "qian", "person"),
        ("incident", "zhao", "room"), ("incident", "zhao", "person"), ("extend", "qian", "person"), ("pause", "zhao", "room"),
        ("resume", "zhao", "room"), ("approve_outage", "sun", "batch"), ("propose", "qian", "site"), ("approve", "sun", "site"),
        ("propose", "sun", "batch"), ("decline", "li", "batch"), ("propose", "sun", "batch"), ("approve", "li", "batch")]


def check_evidence(hall, evidence):
    """Every act stands there once, by whom, upon whom and why; and one candidate has not read what was sent."""
    events = list(events_of(evidence))
    acts = [e["body"] for e in events if e["kind"] == "acted"]
    done = [(a["kind"], a["by"], a["scope"]) for a in acts]
    expect(sorted(done) == sorted(ACTS), f"证据中的操作 / acts in the evidence: {done}")
    expect(all(a["reason"].strip() for a in acts), f"没有原因 / without a reason: {acts}")
    stated = [e["body"].get("attachment") for e in events if e["kind"] == "incident"]
    expect(stated == ["考生陈述：身份证昨日遗失，已报失。\n出示：学生证 <b>2023</b>。"], f"附件文字 / what was attached: {stated}")
    of = {e["body"]["ticket"]: e["attempt"] for e in events if e["kind"] == "registered"}
    read = {e["attempt"] for e in events if e["kind"] == "notice_read"}
    expect(of[hall.tickets["101/01"]["ticket"]] not in read and of[hall.tickets["101/02"]["ticket"]] in read, "已读 / who has read")
    absent = {e["attempt"] for e in events if e["kind"] == "marked_absent"}
    expect(of[hall.tickets[ABSENT]["ticket"]] in absent, "缺考 / who was absent")


def run(site, options):
    hall = Hall(site, lambda at, _: f"{SURNAMES[at % len(SURNAMES)]}考生{at + 1:02}")
    hall.make(OPENS, LASTS + (30 if "--shots" in options.rest else 0), "--late-entry-after", "8s", "--grace", "1s", "--outage", "proposed")
    hall.account("zhao", "赵监考", ["--role", "proctor", "--site", HERE, "--room", "101机房"])
    hall.account("qian", "钱主任", ["--role", "chief", "--site", HERE])
    hall.account("sun", "孙考务", ["--role", "office"])
    hall.account("li", "李考务", ["--role", "office"])
    hall.account("zhou", "周审计", ["--role", "auditor"])
    hall.open_doors()
    seat_everybody(hall)
    try:
        hall.browse("batch.mjs", options, 200)
        site.wait_until_graded(["HALL"])
        evidence, _ = site.evidence("HALL")
        clients = [client for clients in hall.clients.values() for client in clients]
        print(f"{check_acknowledged(evidence, clients)} 次确认均在证据中 / acknowledged answers are in the evidence")
        check_evidence(hall, evidence)
    finally:
        hall.send_home()


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
