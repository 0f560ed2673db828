#!/usr/bin/env python3
"""Lets a file system shut itself down in the middle of the journal's syncs. The kernel then calls some of those syncs a
success (docs/storage.md): whatever the journal called committed must be there all the same. Needs root.

  --rounds 25       how many times on each file system
  --fs xfs|ext4     one of them only"""
import argparse
import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, main  # noqa: E402
from loop_disk import LoopDisk  # noqa: E402

CHANCE = random.Random(31)


def run(site, options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--fs", choices=["xfs", "ext4"])
    chosen = parser.parse_args(options.rest)
    kinds = [chosen.fs] if chosen.fs else [kind for kind in ("ext4", "xfs") if shutil.which(f"mkfs.{kind}")] or ["ext4"]
    for kind in kinds:
        print(rounds_on(site, kind, chosen.rounds), flush=True)


def rounds_on(site, kind, rounds):
    folder = site.work / kind
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    disk = LoopDisk(folder / "disk.img", folder / "data", kind, 384)
    disk.make()
    committed = 0
    try:
        for number in range(rounds):
            told = told_until_shutdown(site, disk)
            disk.repair()
            check(disk.at / "journal.db", told, number)
            committed = max(committed, *told)
    finally:
        disk.discard()
    return f"{kind}：{rounds} 次，{committed} 条记录，确认过的无丢失 / nothing that was called committed is lost"


def told_until_shutdown(site, disk):
    """{seq: link} of what a writer of the journal called committed until the file system died under it."""
    with subprocess.Popen([site.bin / "journal_killer", disk.at], stdout=subprocess.PIPE) as writer:
        try:
            os.set_blocking(writer.stdout.fileno(), False)
            text = read_for(writer, 5, until_first=True) + read_for(writer, CHANCE.uniform(0.05, 0.2))
            disk.cut()
            text += read_for(writer, 0.1)
        finally:
            writer.kill()
        text += writer.stdout.read() or b""
    lines = text[:text.rindex(b"\n") + 1].decode().splitlines()
    return {int(seq): link for seq, link in (line.split() for line in lines)}


def read_for(writer, seconds, until_first=False):
    text, deadline = b"", time.monotonic() + seconds
    while time.monotonic() < deadline and not (until_first and b"\n" in text):
        text += writer.stdout.read() or b""
        time.sleep(0.002)
    if until_first and b"\n" not in text:
        raise Failed(f"{seconds} s 内没有写入 / the writer committed nothing")
    return text


def check(journal, told, number):
    with contextlib.closing(sqlite3.connect(journal)) as database:
        found = dict(database.execute("SELECT seq, lower(hex(link)) FROM event WHERE seq >= ?", (min(told),)))
    lost = [seq for seq, link in told.items() if found.get(seq) != link]
    if lost:
        raise Failed(f"第 {number} 轮：{len(told)} 条中有 {len(lost)} 条丢失 / round {number}: of what was called committed "
                     f"these are lost: {min(lost)}..{max(lost)}, the journal ends at {max(found, default=0)}")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
