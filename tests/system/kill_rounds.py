#!/usr/bin/env python3
"""Kills the server with SIGKILL at random moments while candidates type, again and again. Afterwards every
acknowledged answer is in the evidence, the evidence holds no answer that nobody gave, everybody got a receipt, and
the lost time was given back. Between any two kills there are acks. --rounds N: how many, 20 if not said."""
import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, events_of, main, report_of  # noqa: E402
from truth import check_all, wait_for  # noqa: E402
from witness import Witnesses  # noqa: E402

CLIENTS, WITNESSES = 16, 8


def run(site, options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args(options.rest).rounds
    lasts = int(rounds * 1.3) + 5  # what the server is away is added
    chance = random.Random(20)
    site.make()
    tickets = site.batch("KILL", site.paper()["paper"], "+6s", f"+{6 + lasts}s", CLIENTS + WITNESSES, "--grace", "1s", "--outage-limit", "30m")
    opens = time.monotonic() + 6
    site.start_server()
    clients = [site.client(t, f"PC-{i:02}", "--random", "--until-deadline", "--seed", i, "--think", "5..25") for i, t in enumerate(tickets[:CLIENTS])]
    witnesses = Witnesses(site, tickets[CLIENTS:], think_ms=(20, 60))
    time.sleep(max(0, opens - time.monotonic()) + 0.5)
    for round_number in range(rounds):
        since = time.monotonic()
        time.sleep(chance.uniform(0.2, 0.9))
        if site.server.poll() is not None:
            raise Failed(f"第 {round_number} 轮前服务器已退出 / the server had ended by itself before round {round_number}")
        witnesses.expect_ack(since)
        site.kill_server()
        site.start_server()
    wait_for(clients)
    if not witnesses.wait_until_ended():
        raise Failed("有考生没有等到收卷 / a candidate was not told of the end")
    site.wait_until_graded(["KILL"])
    evidence, words = site.evidence("KILL")
    print(words)
    check(site, evidence, clients, witnesses, rounds)


def check(site, evidence, clients, witnesses, rounds):
    acknowledged = check_all(evidence, clients, witnesses.ledgers)
    logins = len(witnesses.noted("welcome")) + sum(len(report_of(c)["welcomes"]) for c in clients)
    outages = [e for e in events_of(evidence) if e["kind"] == "outage_noted"]
    if len(outages) != rounds or any(e["body"]["outcome"] != "compensated" for e in outages):
        raise Failed(f"应有 {rounds} 次补时 / expected {rounds} compensated outages, found {len(outages)}")
    print(f"{rounds} 轮 kill -9，{acknowledged} 次确认，{logins} 次登录：无丢失，无臆造 / nothing lost, nothing invented")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
