#!/usr/bin/env python3
"""Steps the server's wall clock by an hour, both ways, before, during and after a batch and across a restart in
the middle of it. The batch starts, ends and collects as if nothing had happened."""
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, events_of, main  # noqa: E402

OPENS, LASTS, GRACE = 8, 16, 1
LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


def run(site, options):
    if LIBRARY is None:
        raise Failed("缺少 libfaketime / libfaketime is missing: apt-get install faketime")
    site.make()
    offset = site.work / "offset"
    step(offset, "+0")
    site.server_environment.update({"LD_PRELOAD": preloaded(site.bin / "examhall-server"), "FAKETIME_TIMESTAMP_FILE": str(offset), "FAKETIME_NO_CACHE": "1",
                                    "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
    tickets = site.batch("CLOCK", site.paper()["paper"], f"+{OPENS}s", f"+{OPENS + LASTS}s", 4, "--grace", f"{GRACE}s")
    opens = time.monotonic() + OPENS
    start_at = site.examctl("batch", "list")[0]["start"]
    site.start_server()
    clients = [site.client(t, f"PC-{i}", "--random", "--until-deadline", "--seed", i, "--think", "50..150") for i, t in enumerate(tickets)]
    at(opens - 3), step(offset, "+3600")   # before: must not open it
    at(opens + 3), step(offset, "-3600")   # during: must not close it, nor move the deadline
    at(opens + 6), site.kill_server(), step(offset, "+3600"), site.start_server()   # across a restart
    at(opens + 10), site.kill_server(), step(offset, "-3600"), site.start_server()
    for client in clients:
        client.wait(60)
        if client.returncode != 0:
            raise Failed(f"{client.folder}: 退出码 / exit code {client.returncode}")
    step(offset, "+3600")
    site.wait_until_graded(["CLOCK"])
    evidence, _ = site.evidence("CLOCK")
    check(evidence, start_at)


def preloaded(program):
    """A sanitizer's library, if the program has one, insists on being the first."""
    linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    return " ".join([*re.findall(r"=> (\S*lib[at]san\S*)", linked), str(LIBRARY)])


def at(moment):
    time.sleep(max(0, moment - time.monotonic()))


def step(offset, text):
    """libfaketime reads the file at each call: "+3600" seconds from now on."""
    part = offset.with_suffix(".part")
    part.write_text(text + "\n")
    part.replace(offset)


def check(evidence, start_at):
    from datetime import datetime
    start = int(datetime.fromisoformat(start_at.replace("Z", "+00:00")).timestamp() * 1000)
    events = list(events_of(evidence))
    lost = sum(e["body"]["lost_ms"] for e in events if e["kind"] == "outage_noted")
    started = next(e["at"] for e in events if e["kind"] == "batch_started")
    if not 0 <= started - start < 1000:
        raise Failed(f"开考偏差 {started - start} ms / the batch started {started - start} ms off")
    if not 0 < lost < 10_000:
        raise Failed(f"停机时长应为数秒，记为 {lost} ms / the outages cost {lost} ms, a few seconds were expected")
    due = start + LASTS * 1000 + GRACE * 1000 + lost
    for event in events:
        if event["kind"] == "collected" and not 0 <= event["at"] - due < 1000:
            raise Failed(f"收卷偏差 {event['at'] - due} ms / collected {event['at'] - due} ms off")
    count = sum(e["kind"] == "collected" for e in events)
    if count != 4:
        raise Failed(f"应收卷 4 份 / 4 papers were to be collected, not {count}")
    print(f"四次拨钟一小时：开考偏差 {started - start} ms，停机 {lost} ms 已补 / four steps of an hour moved nothing")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
