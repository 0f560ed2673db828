#!/usr/bin/env python3
"""Breaks the disk, freezes and starves the server while candidates type, one case after the other, and asks of each:
no ack that is not true, candidates and operators are told, and it comes back without a restart. Needs root.

  --only NAME       one case"""
import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, Site, main  # noqa: E402
from fault_rig import Rig, failing_syncs  # noqa: E402
from loop_disk import require, run as command  # noqa: E402
import starved  # noqa: E402


def slow_sync(rig):
    """Every sync takes 2 s longer: no ack comes earlier than that."""
    with failing_syncs(rig.site.server, "delay_enter=2000000"):
        since = time.monotonic()
        time.sleep(9)
        until = time.monotonic()
    waits = [wait for ledger in rig.witnesses.ledgers for wait in waits_of(ledger, since, until)]
    if not waits or min(waits) < 2.0:
        raise Failed(f"确认早于同步 / an ack came before the sync: {min(waits, default=None)} s")
    rig.expect_acks_from_all()
    return f"{len(waits)} 次确认最快 {min(waits):.2f} s / acks, the quickest after that"


def waits_of(ledger, since, until):
    acked = {ack["no"]: ack["t"] for ack in ledger.all("ack", since)}
    return [acked[a["no"]] - a["t"] for a in ledger.all("sent", since) if acked.get(a["no"], until) < until]


def failing_sync(rig):
    """Every sync fails with EIO for ten seconds; somebody logs in meanwhile."""
    with failing_syncs(rig.site.server, "error=EIO:when=1+"):
        since = time.monotonic()
        told = rig.expect_outage(since, 4)
        late = rig.latecomer()
        rig.wait("迟到者没有被告知 / who logs in during the fault is not told",
                 lambda: any(not n["ok"] for n in late.noted("storage")), 5)
        rig.expect_silence(1)
        ended = time.monotonic()
    back = rig.expect_recovery(ended)
    rig.wait("迟到者没有得到确认 / the latecomer is not served", lambda: late.noted("ack"), 10)
    return f"{told:.2f} s 后告知考生，恢复后 {back:.2f} s / told after, back after"


def full_disk(rig):
    """A file fills the disk; its removal is all that is needed."""
    filler, since = rig.disk.at / "filler", time.monotonic()
    fill(filler)
    rig.wait("磁盘已满而没有察觉 / the full disk went unnoticed", lambda: not storage_ok(rig), 60)
    told = rig.expect_outage(since, 4)
    filler.unlink()
    back = rig.expect_recovery(time.monotonic())
    return f"{told:.2f} s 后告知考生，腾出后 {back:.2f} s / told after, back after"


def storage_ok(rig):
    return "examhall_storage_ok 1" in rig.get(rig.site.admin_port, "/metrics")[1]


def fill(path):
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 4096):
            try:
                while True:
                    file.write(b"\1" * size)
            except OSError:
                pass


def read_only(rig):
    """The file system finds an error, makes itself read-only, and is mounted anew under the running server."""
    since = time.monotonic()
    device = command("findmnt", "-n", "-o", "SOURCE", rig.disk.at)
    Path(f"/sys/fs/ext4/{Path(device).name}/trigger_fs_error").write_text("1")
    told = rig.expect_outage(since, 4)
    command("umount", "-l", rig.disk.at)
    rig.disk.mount()
    back = rig.expect_recovery(time.monotonic())
    return f"{told:.2f} s 后告知考生，重新挂载后 {back:.2f} s / told after, back after"


# name → (case, seconds of the batch, arguments of the disk)
CASES = {
    "slow_sync": (slow_sync, 25, {}),
    "failing_sync": (failing_sync, 30, {}),
    "full_disk": (full_disk, 60, {}),
    "read_only": (read_only, 30, {}),
    "frozen": (starved.frozen, 50, {}),
    "descriptors": (starved.descriptors, 40, {}),
    "memory": (starved.memory, 60, {}),
}


def run(site, options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=list(CASES))
    only = parser.parse_args(options.rest).only
    require("strace", "findmnt", "prlimit")
    failed = [name for name in ([only] if only else CASES) if not passes(site, name)]
    if failed:
        raise Failed(f"未通过 / failed: {', '.join(failed)}")


def passes(site, name):
    case, seconds, disk = CASES[name]
    rig = Rig(Site(site.bin, site.work / name), seconds, **disk)
    try:
        rig.start()
        words = case(rig)
        acknowledged = rig.finish()
        print(f"✓ {name}: {words}; {acknowledged} 次确认都在证据中 / acks, all in the evidence", flush=True)
        return True
    except Failed as failure:
        print(f"✗ {name}: {failure}", file=sys.stderr, flush=True)
        return False
    finally:
        rig.clear_up()


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
