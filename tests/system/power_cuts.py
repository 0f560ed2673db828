#!/usr/bin/env python3
"""Cuts the power of the disk under the server's data folder, again and again, while candidates type. Afterwards
every acknowledged answer is in the evidence and the evidence holds none that nobody gave. Needs root.

  --rounds 30       how many cuts
  --fs xfs|ext4     the file system that is cut
  --show-it-can-fail  first builds two servers that break the promise and shows that each is caught"""
import argparse
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import ROOT, Failed, Site, main, report_of  # noqa: E402
from loop_disk import LoopDisk  # noqa: E402
from truth import check_all, wait_for  # noqa: E402
from witness import Witnesses  # noqa: E402

CLIENTS, WITNESSES, OPENS = 8, 16, 8
SABOTAGES = ("sync_normal", "early_ack")


def options_of(rest):
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--fs", choices=["xfs", "ext4"], default="xfs")
    parser.add_argument("--show-it-can-fail", action="store_true")
    return parser.parse_args(rest)


def run(site, options):
    chosen = options_of(options.rest)
    if chosen.show_it_can_fail:
        for sabotage in SABOTAGES:
            show_it_is_caught(site, sabotage, chosen.fs)
    if "SABOTAGED" in version_of(site.bin / "examhall-server"):
        raise Failed("这是故意破坏的构建 / this build is sabotaged")
    print(rounds_of_cuts(site, chosen.rounds, chosen.fs))


def version_of(server):
    return subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stdout


# ---- the harness itself


def show_it_is_caught(site, sabotage, kind):
    broken = Site(site.bin, site.work / sabotage)
    broken.server_command = [build(sabotage) / "bin" / "examhall-server"]
    if f"SABOTAGED ({sabotage})" not in version_of(broken.server_command[0]):
        raise Failed(f"{sabotage}: 破坏的构建没有自报 / the sabotaged build does not say so")
    try:
        words = rounds_of_cuts(broken, 8, kind)
    except Failed as failure:
        if "条答案丢失" not in str(failure):
            raise
        print(f"{sabotage}: 被发现 / caught: {failure}", flush=True)
        return
    raise Failed(f"{sabotage}: 没有被发现，本测试无效 / went unnoticed, this test proves nothing: {words}")


def build(sabotage):
    folder = ROOT / "build" / f"sabotage-{sabotage}"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["cmake", "--preset", "release", "-S", ROOT, "-B", folder, "-DBUILD_TESTING=OFF", f"-DEXAMHALL_SABOTAGE={sabotage}"],
                   cwd=ROOT, **quiet)
    subprocess.run(["cmake", "--build", folder, "--parallel", str(os.cpu_count()), "--target", "examhall-server"], **quiet)
    return folder


# ---- the cuts


def rounds_of_cuts(site, rounds, kind):
    site.make()
    disk = LoopDisk(site.work / "disk.img", site.folder / "data", kind)
    clients, witnesses = [], None
    disk.make()
    disk.prepare()
    try:
        lasts = int(rounds * 1.2) + 10
        tickets = site.batch("CUT", site.paper()["paper"], f"+{OPENS}s", f"+{OPENS + lasts}s", CLIENTS + WITNESSES, "--grace", "1s",
                             "--outage-limit", "60m")
        opens = time.monotonic() + OPENS
        site.start_server()
        clients = [site.client(t, f"PC-{i:02}", "--random", "--until-deadline", "--seed", i, "--think", "5..25")
                   for i, t in enumerate(tickets[:CLIENTS])]
        witnesses = Witnesses(site, tickets[CLIENTS:])
        time.sleep(max(0, opens - time.monotonic()) + 1)
        took = [cut_and_return(site, disk, witnesses, number) for number in range(rounds)]
        wait_for(clients)
        if not witnesses.wait_until_ended():
            raise Failed("有考生没有等到收卷 / a witness was not told of its end")
        site.wait_until_graded(["CUT"])
        evidence, _ = site.evidence("CUT")
        acknowledged = check_all(evidence, clients, witnesses.ledgers)
        logins = len(witnesses.noted("welcome")) + sum(len(report_of(c)["welcomes"]) for c in clients)
        return (f"{rounds} 次断电（{kind}），{acknowledged} 次确认，{logins} 次登录，恢复服务中位 {sorted(took)[rounds // 2]:.2f} s："
                "无丢失，无臆造 / nothing lost, nothing invented")
    finally:
        clear_up(site, disk, clients, witnesses)


def clear_up(site, disk, clients, witnesses):
    for client in clients:
        client.kill()
        client.wait()
    if witnesses:
        witnesses.dismiss()
    if site.server and site.server.poll() is None:
        site.kill_server()
    disk.discard()


CHANCE = random.Random(30)


def cut_and_return(site, disk, witnesses, number):
    """One cut. The order changes: on a live server, which must fall silent; on one that was frozen, so that all
    ends in the same moment; on one that was killed before. Returns how long it took to serve again."""
    since = time.monotonic()
    time.sleep(CHANCE.uniform(0.4, 1.0))
    if site.server.poll() is not None:
        raise Failed(f"第 {number} 轮前服务器已退出 / the server had ended by itself before round {number}")
    witnesses.expect_ack(since)
    disk.write_without_sync()
    if number % 3 == 0:
        disk.cut()
        time.sleep(CHANCE.uniform(0, 0.3))
    elif number % 3 == 1:
        site.server.send_signal(signal.SIGSTOP)
        disk.cut()
    site.kill_server()
    if number % 3 == 2:
        disk.cut()
    began = time.monotonic()
    disk.repair()
    disk.check_loss()
    disk.prepare()
    site.start_server()
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
