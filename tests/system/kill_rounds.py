#!/usr/bin/env python3
"""Kills the server with SIGKILL at random moments while candidates type, again and again. Afterwards every
acknowledged answer is in the evidence, the evidence holds no answer that nobody gave, everybody was seated
again each time and got a receipt, and the lost time was given back."""
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, check_acknowledged, events_of, main, report_of, stored_answers  # noqa: E402

ROUNDS, CANDIDATES, SECONDS = 20, 16, 25


def run(site, options):
    chance = random.Random(20)
    site.make()
    tickets = site.batch("KILL", site.paper()["paper"], "+6s", f"+{6 + SECONDS}s", CANDIDATES, "--grace", "1s", "--outage-limit", "30m")
    opens = time.monotonic() + 6
    site.start_server()
    clients = [site.client(t, f"PC-{i:02}", "--random", "--until-deadline", "--seed", i, "--think", "5..25") for i, t in enumerate(tickets)]
    time.sleep(max(0, opens - time.monotonic()) + 0.5)
    for round_number in range(ROUNDS):
        time.sleep(chance.uniform(0.2, 0.9))
        if site.server.poll() is not None:
            raise Failed(f"第 {round_number} 轮前服务器已退出 / the server had ended by itself before round {round_number}")
        site.kill_server()
        site.start_server()
    wait_for(clients)
    site.wait_until_graded(["KILL"])
    evidence, words = site.evidence("KILL")
    print(words)
    check(site, evidence, clients)


def wait_for(clients):
    deadline = time.monotonic() + 180
    for client in clients:
        client.wait(max(1, deadline - time.monotonic()))
        if client.returncode != 0:
            raise Failed(f"{client.folder}: 退出码 / exit code {client.returncode}")


def check(site, evidence, clients):
    acknowledged = check_acknowledged(evidence, clients)
    known = set()
    logins = 0
    for client in clients:
        report = report_of(client)
        logins += len(report["welcomes"])
        known |= {(client.ticket, a["item"], a["no"], a["response"] if not isinstance(a["response"], list) else tuple(a["response"]))
                  for name in ("acknowledged", "superseded", "found_stored") for a in report[name]}
    for ticket, item, no, response in stored_answers(evidence).values():
        key = (ticket, item, no, response if not isinstance(response, list) else tuple(response))
        if key not in known:
            raise Failed(f"证据中有无人给出的答案 / nobody gave this answer: {key}")
    outages = [e for e in events_of(evidence) if e["kind"] == "outage_noted"]
    if len(outages) != ROUNDS or any(e["body"]["outcome"] != "compensated" for e in outages):
        raise Failed(f"应有 {ROUNDS} 次补时 / expected {ROUNDS} compensated outages, found {len(outages)}")
    print(f"{ROUNDS} 轮 kill -9，{acknowledged} 次确认，{logins} 次登录：无丢失，无臆造 / nothing lost, nothing invented")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
