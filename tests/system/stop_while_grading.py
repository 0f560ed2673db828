#!/usr/bin/env python3
"""Stops the server in order at the moment at which a batch has closed and is being graded, batch after batch: it
ends as it should, and after the next start each batch has its results once."""
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, events_of, main  # noqa: E402

BATCHES, CANDIDATES, FIRST, APART = 4, 400, 8, 3  # seconds


def run(site, options):
    site.make()
    paper = site.paper()["paper"]
    codes = [f"STOP{i}" for i in range(BATCHES)]
    for i, code in enumerate(codes):
        end = FIRST + APART * i
        site.batch(code, paper, f"+{end - 2}s", f"+{end}s", CANDIDATES, "--grace", "1s")
    for code in codes:
        site.start_server()
        wait_for_words(site, f"batch closed batch={code} ")
        if status := site.stop_server():
            raise Failed(f"评分时停止，退出码 {status} / stopped while it graded, the exit status is {status}")
    site.start_server()
    site.wait_until_graded(codes)
    for code in codes:
        graded = [e["body"]["version"] for e in events_of(site.evidence(code)[0]) if e["kind"] == "graded"]
        if graded != [1]:
            raise Failed(f"{code} 的成绩版本 / the versions of its results: {graded}")
    if status := site.stop_server():
        raise Failed(f"退出码 / exit status {status}")
    print(f"{BATCHES} 次在评分时停止：退出码均为 0，成绩各一份 / stopped while grading: in order, and each has its results once")


def wait_for_words(site, words, patience=60):
    deadline = time.monotonic() + patience
    while words not in (site.work / "server.log").read_text():
        if time.monotonic() > deadline or site.server.poll() is not None:
            raise Failed(f"日志中没有 / the log lacks: {words}")
        time.sleep(0.001)


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
