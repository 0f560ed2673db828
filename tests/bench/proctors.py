#!/usr/bin/env python3
"""What proctors who look on cost, and how late they see: 10,000 seated candidates answer, and in turns nobody and five people
of the office watch all of them. Acks of both kinds of turns come from one run. At the end one real page in Chromium.
tests/bench/proctors.py --bin build/release/bin --work DIR [--rounds 5] [--candidates 10000] [--driver FOLDER]"""
import argparse
import asyncio
import csv
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import websockets

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "tools"), str(HERE.parent / "system")]
from console import Door, account  # noqa: E402
from exam_site import Failed, ROOT, main  # noqa: E402
from machine import Watch, cpu_seconds, quantile  # noqa: E402
from targets import Bench  # noqa: E402

PROCTORS, SETTLE, TURN = 5, 3, 8


class Feed:
    """One proctor's connection. Only `looks` reads what comes; the others take it."""

    def __init__(self, door, cookie, code, looks):
        self.door, self.cookie, self.code, self.looks = door, cookie, code, looks
        self.bytes, self.rows, self.late, self.first = 0, 0, [], 0.0

    async def watch(self):
        began = time.perf_counter()
        address = self.door.origin.replace("https", "wss") + "/console/feed"
        async with websockets.connect(address, ssl=self.door.tls, subprotocols=["examhall.console.v1"], origin=self.door.origin, max_size=1 << 24,
                                      extra_headers={"Cookie": self.cookie}, compression=None, ping_interval=None) as socket:
            await socket.send(json.dumps({"type": "watch", "batch": self.code}))
            async for frame in socket:
                self.bytes += len(frame.encode())
                if '"seats_end"' in frame[:40]:
                    self.first = time.perf_counter() - began
                if self.looks and '"change"' in frame[:60]:
                    self.take(json.loads(frame), time.time() * 1000)

    def take(self, change, now):
        self.rows += len(change["rows"])
        self.late += [now - members["active"] for _, members in change["rows"] if "active" in members]


async def turn(feeds, pid):
    """The middle of a turn: its span in wall-clock milliseconds, the server's CPU of a core, bytes a second and feed."""
    opened = time.time() * 1000
    tasks = [asyncio.ensure_future(feed.watch()) for feed in feeds]
    await asyncio.sleep(SETTLE)
    for feed in feeds:
        feed.bytes, feed.rows, feed.late = 0, 0, []
    begin, cpu = time.time(), cpu_seconds(pid)
    await asyncio.sleep(TURN)
    end, cpu = time.time(), cpu_seconds(pid) - cpu
    for task in tasks:
        if task.done():
            raise Failed(f"看台断开 / a feed ended: {task.exception()}")
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return {"opened": {"from": opened, "to": begin * 1000}, "from": begin * 1000, "to": end * 1000, "cpu": cpu / (end - begin), "bytes": [feed.bytes / (end - begin) for feed in feeds],
            "rows": max([feed.rows for feed in feeds], default=0) / (end - begin), "late": [ms for feed in feeds for ms in feed.late],
            "first": [feed.first for feed in feeds]}


async def turns(site, door, cookies, code, rounds):
    alone, watched = [], []
    for _ in range(rounds):
        alone.append(await turn([], site.server.pid))
        watched.append(await turn([Feed(door, cookie, code, at == 0) for at, cookie in enumerate(cookies)], site.server.pid))
    return alone, watched


def acks_within(series, spans):
    """Milliseconds of the acks that were due in one of these turns, a list a turn."""
    found = [[] for _ in spans]
    with open(series, encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] != "ack":
                continue
            at = int(row["at_ms"])
            for place, span in enumerate(spans):
                if span["from"] <= at < span["to"]:
                    found[place].append(int(row["us"]) / 1000)
    return found


def page(site, password, driver, code):
    """One real page: how old what it shows is, as it says itself, and its frames a second."""
    command = ["node", ROOT / "tests" / "console" / "real" / "age.mjs", Path(driver).resolve(), site.port, "watcher0", code, "12"]
    done = subprocess.run([str(c) for c in command], input=password + "\n", capture_output=True, text=True, timeout=90)
    return done.stdout.strip() if done.returncode == 0 else f"not measured: {done.stderr.strip().splitlines()[-1:]}"


def tell(alone, watched, acks_alone, acks_watched, acks_opening, words):
    middle = statistics.median
    late = [ms for one in watched for ms in one["late"]]
    ratio = {q: [quantile(w, q) / quantile(a, q) for w, a in zip(acks_watched, acks_alone)] for q in (0.5, 0.99)}
    listed = lambda values, form: ", ".join(form.format(v) for v in values)  # noqa: E731
    rows = [("an answer on disk → in a proctor's hands, p99", "≤ 1 s", f"{quantile(late, 0.99):.0f} ms",
             f"p50 {quantile(late, 0.5):.0f}, max {max(late):.0f} ms; {len(late)} rows; {middle(w['rows'] for w in watched):.0f} changed rows a second"),
            (f"a feed of everybody, {middle(w['rows'] for w in watched):.0f} changed rows a second", "", f"{middle(b for w in watched for b in w['bytes']) / 1000:.0f} kB/s",
             f"the whole list first, within {max(f for w in watched for f in w['first']):.1f} s"),
            (f"the server's processor for {PROCTORS} of them", "< 10 % of a core", f"{middle(w['cpu'] - a['cpu'] for w, a in zip(watched, alone)):.1%}",
             f"with {listed([w['cpu'] for w in watched], '{:.1%}')}; without {listed([a['cpu'] for a in alone], '{:.1%}')}"),
            ("ack p50 with them ÷ without", "≤ 1.1", f"{middle(ratio[0.5]):.2f}", f"{listed(ratio[0.5], '{:.2f}')}; without {middle(quantile(a, 0.5) for a in acks_alone):.2f} ms"),
            ("ack p99 with them ÷ without", "≤ 1.1", f"{middle(ratio[0.99]):.2f}", f"{listed(ratio[0.99], '{:.2f}')}; without {middle(quantile(a, 0.99) for a in acks_alone):.2f} ms; {words}"),
            (f"acks while {PROCTORS} of them open the page at once and get the whole list, p99", "", f"{middle(quantile(a, 0.99) for a in acks_opening):.1f} ms",
             f"max {max(max(a) for a in acks_opening):.1f} ms; due within {SETTLE} s")]
    print("\n| what | target | measured | beside it |\n|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def run(site, options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--candidates", type=int, default=10000)
    parser.add_argument("--driver")
    rest = parser.parse_args(options.rest)
    options.rounds, options.candidates = rest.rounds, rest.candidates
    bench = Bench(site, options)
    bench.work.mkdir(parents=True, exist_ok=True)
    n, long = rest.candidates, rest.rounds * 2 * (SETTLE + TURN) + 40
    try:
        site = bench.fresh_site(bench.work / "proctors")
        passwords = [account(site, f"watcher{i}", "--role", "office", "--all-batches") for i in range(PROCTORS)]
        code = bench.batch(site, n, 22 + n // 250, 600)
        opens = time.monotonic() + 22 + n // 250
        site.start_server()
        series = bench.work / "proctors.csv"
        load = bench.load(site, code, "--think", f"{n}..{n}", "--answers-per-candidate", max(1, long * 1000 // n), "--ramp", f"{n // 250}s", "--end", "leave", "--series", series)
        door = Door(site)
        cookies = [door.sign_in(f"watcher{i}", password) for i, password in enumerate(passwords)]
        time.sleep(max(0, opens - time.monotonic()) + 12)
        with Watch(bench.work) as watch:
            alone, watched = asyncio.run(turns(site, door, cookies, code, rest.rounds))
        if rest.driver:
            print("a real page:", page(site, passwords[0], rest.driver, code), flush=True)
        bench.finish(load)
        tell(alone, watched, acks_within(series, alone), acks_within(series, watched), acks_within(series, [w["opened"] for w in watched]), watch.words())
    finally:
        bench.end_all()


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
