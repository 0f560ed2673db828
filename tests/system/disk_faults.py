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
from fault_rig import SYNCS, Rig, injected  # noqa: E402
from loop_disk import fill, require, run as command  # noqa: E402
import starved  # noqa: E402


def slow_sync(rig):
    """Every sync takes 2 s longer: no ack comes earlier than that."""
    with injected(rig.site.server, SYNCS, "delay_enter=2000000"):
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
    with injected(rig.site.server, SYNCS, "error=EIO:when=1+"):
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
    fill(filler, b"\1" * (1 << 20))
    rig.wait("磁盘已满而没有察觉 / the full disk went unnoticed", lambda: not storage_ok(rig), 60)
    told = rig.expect_outage(since, 4)
    filler.unlink()
    back = rig.expect_recovery(time.monotonic())
    return f"{told:.2f} s 后告知考生，腾出后 {back:.2f} s / told after, back after"


def storage_ok(rig):
    return "examhall_storage_ok 1" in rig.get(rig.site.admin_port, "/metrics")[1].splitlines()


def read_only(rig):
    """Every write says that the file system is read-only, until it does not."""
    with injected(rig.site.server, "pwrite64", "error=EROFS"):
        told = rig.expect_outage(time.monotonic(), 4)
        ended = time.monotonic()
    back = rig.expect_recovery(ended)
    return f"{told:.2f} s 后告知考生，恢复后 {back:.2f} s / told after, back after"


def read_only_for_good(rig):
    """The file system finds an error and makes itself read-only for as long as it is mounted. Linux asks for a new
    mount, and that for the server's end."""
    Path(f"/sys/fs/ext4/{rig.disk.device()}/trigger_fs_error").write_text("1")
    told = rig.expect_outage(time.monotonic(), 4)
    rig.site.kill_server()
    rig.disk.repair()
    began = time.monotonic()
    rig.site.start_server()
    rig.expect_recovery(began)
    return f"{told:.2f} s 后告知考生，卸载重挂并重启后恢复 / told after, back after mounting anew and a restart"


def hung_disk(rig):
    """Nothing fails, nothing returns: every write waits, the log's too."""
    command("fsfreeze", "--freeze", rig.disk.at)
    try:
        since = time.monotonic()
        rig.wait("磁盘挂起而没有察觉 / the hanging disk went unnoticed", lambda: not storage_ok(rig), 10)
        told = rig.expect_told(False, since) + time.monotonic() - since
        rig.expect_outage(since, 3)
    finally:
        command("fsfreeze", "--unfreeze", rig.disk.at)
    back = rig.expect_recovery(time.monotonic())
    log = rig.disk.at / "server.log"
    rig.wait("日志没有记下 / the log does not say so", lambda: "storage does not answer" in log.read_text(), 10)
    return f"{told:.2f} s 后告知考生，恢复后 {back:.2f} s / told after, back after"


def stopped(rig):
    """Every sync fails, and somebody stops the server in order: it gives up after its deadline and says so."""
    with injected(rig.site.server, SYNCS, "error=EIO:when=1+"):
        rig.expect_told(False, time.monotonic())
        since = time.monotonic()
        status = rig.site.stop_server()
        took = time.monotonic() - since
    log = (rig.site.work / "server.log").read_text().splitlines()
    if status != 1 or not any("could not be written and were never acknowledged" in line for line in log) or not log[-1].endswith("stopped"):
        raise Failed(f"没有按序停止 / did not stop in order: {status} {log[-2:]}")
    began = time.monotonic()
    rig.site.start_server()
    rig.expect_recovery(began)
    return f"{took:.1f} s 后停止，退出码 1，重启后恢复 / stopped after, exit status 1, back after a restart"


def lost_pages(rig):
    """The device itself fails where the log grows: the kernel drops that data, calls the pages clean, and the next sync
    would succeed. Between failures the server may get something through and acknowledge it. The power is cut in the
    middle of that, and once more right after a recovery."""
    seen = 0
    for recovers in (False, True):
        rig.disk.exhaust()
        rig.wait("设备出错而没有察觉 / the failing device went unnoticed", lambda: not storage_ok(rig), 30)
        since = time.monotonic()
        time.sleep(4)
        seen += len(rig.acks(since))
        if recovers:
            rig.disk.replenish()
            rig.expect_recovery(time.monotonic())
        rig.disk.cut()
        rig.site.kill_server()
        if not recovers:
            rig.disk.replenish()
        rig.disk.repair()
        rig.site.start_server()
        rig.expect_acks_from_all()
    return f"设备出错期间 {seen} 次确认，两次断电 / acks while the device failed, two power cuts"


# name → (case, seconds of the batch, arguments of the rig)
CASES = {
    "slow_sync": (slow_sync, 25, {}),
    "failing_sync": (failing_sync, 30, {}),
    "full_disk": (full_disk, 60, {}),
    "hung_disk": (hung_disk, 30, {"log_on_disk": True}),
    "stopped": (stopped, 45, {}),
    "lost_pages": (lost_pages, 45, {"thin": True}),
    "read_only": (read_only, 30, {}),
    "read_only_for_good": (read_only_for_good, 40, {}),
    "frozen": (starved.frozen, 80, {}),
    "descriptors": (starved.descriptors, 40, {}),
    "memory": (starved.memory, 60, {}),
}


def run(site, options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=list(CASES))
    only = parser.parse_args(options.rest).only
    require("strace", "findmnt", "prlimit", "fsfreeze")
    failed = [name for name in ([only] if only else CASES) if not passes(site, name)]
    if failed:
        raise Failed(f"未通过 / failed: {', '.join(failed)}")


def passes(site, name):
    case, seconds, options = CASES[name]
    rig = Rig(Site(site.bin, site.work / name), seconds, **options)
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
