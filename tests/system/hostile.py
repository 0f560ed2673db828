#!/usr/bin/env python3
"""Clients that break every rule, from the address of two hundred honest candidates who answer once a second. Every
breach ends as docs/protocol.md says; every honest answer is acknowledged; and what the honest wait for their acks is
printed for the quiet and the hostile spans of the run, in turns. --whole takes the long cases and full numbers."""
import asyncio
import csv
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, main  # noqa: E402
from hostility import crowds, doors, frames, messages, patience  # noqa: E402
from hostility.raw import Target  # noqa: E402

NEIGHBOURS, OPENS, QUIET, RULES = 200, 6, 4, 4
SHORT = dict(hostile_tickets=60, lasts=43, wrong=60, floods=20, duel=40, idle=(150, 400))
WHOLE = dict(hostile_tickets=200, lasts=190, wrong=600, floods=100, duel=100, idle=(2500, 5000))


def run(site, options):
    whole = "--whole" in options.rest
    size = WHOLE if whole else SHORT
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(16_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    site.make()
    tickets = site.batch("HOSTILE", site.paper()["paper"], f"+{OPENS}s", f"+{OPENS + size['lasts']}s", NEIGHBOURS + size["hostile_tickets"],
                         "--grace", "2s", "--late-entry-after", f"{size['lasts']}s")
    opens = time.monotonic() + OPENS
    site.start_server()
    site.neighbours = load = start_neighbours(site, size["lasts"] - 6)
    try:
        among_neighbours(site, size, tickets, opens, whole)
    finally:
        load.kill()
    if site.stop_server() != 0:
        raise Failed(f"服务器退出码 / the server's exit code {site.server.returncode}")


def among_neighbours(site, size, tickets, opens, whole):
    target = Target(site.port, site.folder / "room" / "ca.pem", tickets[NEIGHBOURS:])
    target.neighbours = tickets[:NEIGHBOURS]
    os.nice(10)  # the hostile share the machine with the server: what is measured is the server, not the scheduler
    time.sleep(max(0, opens - time.monotonic()) + 2)
    spans, verdicts = asyncio.run(in_turns(target, size, whole))
    print(server_figures(site))
    if site.neighbours.wait(size["lasts"] + 60) != 0:
        raise Failed(f"诚实考生受到影响 / the honest did not all end as planned, see {site.work / 'load.log'}")
    site.wait_until_graded(["HOSTILE"])
    site.evidence("HOSTILE")
    report(site, spans)
    wrong = [v for v in verdicts if v]
    print(f"{len(verdicts)} 种违规行为，{len(wrong)} 种结局与协议不符 / breaches, and those that did not end as the page says")
    if wrong:
        raise Failed("\n".join(wrong))


def start_neighbours(site, answers):
    log = open(site.work / "load.log", "wb")
    return subprocess.Popen([str(a) for a in (
        site.bin / "examhall-load", "--tickets", site.work / "HOSTILE-准考证.csv", "--server", f"localhost:{site.port}",
        "--ca", site.folder / "room" / "ca.pem", "--candidates", NEIGHBOURS, "--answers-per-candidate", answers, "--think", "900..1100",
        "--ramp", "4s", "--end", "wait", "--report", site.work / "load.json", "--series", site.work / "series.csv")],
        stdout=log, stderr=subprocess.STDOUT)


async def in_turns(target, size, whole):
    """Quiet, hostile, quiet, hostile …: the spans with their names, and what did not end as it should."""
    verdicts, spans, seen = [], [], set()

    def check(name, heard, right, wanted):
        verdicts.append(None if right else f"{name}: {heard}，应为 / should be {wanted}")
        if name not in seen or not right:
            print(f"  {'✓' if right else '✗'} {name}: {heard}", flush=True)
        seen.add(name)

    async def crowd():
        await crowds.wrong_codes(target, check, size["wrong"])
        await crowds.floods(target, check, size["floods"])

    async def disputes():
        await crowds.overflow(target, check)
        await crowds.replays(target, check)
        await crowds.duel(target, check, size["duel"])

    async def rules():
        until = time.monotonic() + RULES
        while time.monotonic() < until:
            for kind in (frames, messages, doors):
                await kind.run(target, check)

    turns = [("rules", [rules]), ("crowds", [crowd, disputes]), ("idle", [lambda: crowds.idle(target, check, *size["idle"])])]
    turns += [("all at once", [rules, crowd, disputes])] * 2 if whole else []
    waiting = asyncio.ensure_future(patience.run(target, check, whole))
    for name, jobs in turns:
        began = time.time()
        await asyncio.sleep(QUIET * (2 if whole else 1))
        spans.append(("quiet", began, time.time()))
        began = time.time()
        for fault in await asyncio.gather(*(job() for job in jobs), return_exceptions=True):
            if fault:
                check(name, repr(fault), False, "no exception")
        spans.append((name, began, time.time()))
    await waiting
    return spans, verdicts


def server_figures(site):
    lines = site.get("/metrics", admin=True)[1].splitlines()
    wanted = ("examhall_net_closes", "examhall_net_refused", "gave_way", "write_timeouts", "idle_timeouts", "outbox_overflows",
              "handshake_", "door_failures", "forced_closes", "messages_refused", "errors_total", "resident")
    return "\n".join("  " + line for line in lines if not line.startswith("#") and any(w in line for w in wanted))


def report(site, spans):
    with open(site.work / "series.csv", encoding="utf-8") as lines:
        rows = [(row["kind"], int(row["at_ms"]), int(row["us"]) / 1000) for row in csv.DictReader(lines)]

    def figures(kind, chosen):
        times = sorted(ms for k, at, ms in rows if k == kind and any(begin * 1000 <= at < end * 1000 for _, begin, end in chosen))
        return times, [times[min(len(times) - 1, int(len(times) * share))] if times else 0.0 for share in (0.5, 0.99, 1)]

    print("诚实考生从该答到确认的毫秒数 / honest answers, milliseconds from due to ack")
    print(f"  {'':14}{'seconds':>8}{'answers':>9}{'p50':>8}{'p99':>8}{'max':>8}{'own lag p99':>13}")
    groups = [(name, [(name, begin, end)]) for name, begin, end in spans]
    groups += [("all quiet", [s for s in spans if s[0] == "quiet"]), ("all hostile", [s for s in spans if s[0] != "quiet"])]
    for name, chosen in groups:
        times, (middle, high, top) = figures("ack", chosen)
        lag = figures("lag", chosen)[1][1]
        print(f"  {name:14}{sum(e - b for _, b, e in chosen):8.1f}{len(times):9}{middle:8.2f}{high:8.2f}{top:8.2f}{lag:13.2f}")
    quiet, hostile = (figures("ack", chosen)[1][1] for _, chosen in groups[-2:])
    if hostile > max(10 * quiet, 100):
        raise Failed(f"诚实考生的确认变慢 / the honest wait longer: p99 {quiet:.1f} → {hostile:.1f} ms")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
