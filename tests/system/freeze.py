#!/usr/bin/env python3
"""Stops the server's process over the end of the exam, as a hypervisor does, and lets it go on. What was typed
meanwhile counts, the time is given back, nobody is told too late."""
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, events_of, main  # noqa: E402
from truth import check_all  # noqa: E402
from witness import Witnesses  # noqa: E402

CANDIDATES, OPENS, LASTS, FROZEN_FOR = 8, 8, 10, 9


def run(site, options):
    site.make()
    tickets = site.batch("FREEZE", site.paper()["paper"], f"+{OPENS}s", f"+{OPENS + LASTS}s", CANDIDATES, "--grace", "1s",
                         "--outage-limit", "30m")
    opens = time.monotonic() + OPENS
    site.start_server()
    witnesses = Witnesses(site, tickets, think_ms=(50, 100))
    try:
        time.sleep(max(0, opens + LASTS - 4 - time.monotonic()))
        site.server.send_signal(signal.SIGSTOP)
        frozen = time.monotonic()
        time.sleep(FROZEN_FOR)
        site.server.send_signal(signal.SIGCONT)
        if not witnesses.wait_until_ended(60):
            raise Failed("有考生没有等到收卷 / a candidate was not told of the end")
    finally:
        site.server.send_signal(signal.SIGCONT)
        witnesses.dismiss()
    site.wait_until_graded(["FREEZE"])
    check(site, witnesses, frozen)


def check(site, witnesses, frozen):
    evidence, _ = site.evidence("FREEZE")
    acknowledged = check_all(evidence, [], witnesses.ledgers)
    outages = [e["body"] for e in events_of(evidence) if e["kind"] == "outage_noted"]
    if len(outages) != 1 or abs(outages[0]["lost_ms"] - FROZEN_FOR * 1000) > 1500 or outages[0]["outcome"] != "compensated":
        raise Failed(f"应补时约 {FROZEN_FOR} s / about that much should be given back: {outages}")
    for ledger in witnesses.ledgers:
        acked = {a["no"] for a in ledger.all("ack")}
        unsaved = [a for a in ledger.all("sent", frozen) if a["t"] < frozen + FROZEN_FOR and a["no"] not in acked]
        if unsaved:
            raise Failed(f"{ledger.ticket}: 冻结期间的作答未被接受 / answers of that time were not taken: {len(unsaved)}, "
                         f"{ledger.all('error')[:1]}")
    print(f"冻结 {FROZEN_FOR} s，补时 {outages[0]['lost_ms']} ms，{acknowledged} 次确认 / frozen over the end, given back")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
