#!/usr/bin/env python3
"""examhall-load with careless and hostile clients among the honest, in three processes: every honest candidate ends as
planned and no error is told to one, every careless one gets to the end, and each has figures of its own."""
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, main  # noqa: E402

CANDIDATES, OPENS, LASTS = 60, 8, 24
SHARES = {"careless": 0.3, "hostile": 0.2}


def run(site, options):
    site.make()
    site.batch("ROUGH", site.paper()["paper"], f"+{OPENS}s", f"+{OPENS + LASTS}s", CANDIDATES, "--grace", "2s", "--late-entry-after", f"{LASTS}s")
    began = time.monotonic()
    site.start_server()
    report, words = crowd(site)
    print(words.split("ms  ")[-1])
    check(report)
    if time.monotonic() - began < OPENS:
        raise Failed("没有等到开考 / the exam had not begun")
    site.wait_until_graded(["ROUGH"])
    site.evidence("ROUGH")


def crowd(site):
    path = site.work / "load.json"
    done = subprocess.run([str(a) for a in [
        site.bin / "examhall-load", "--tickets", site.work / "ROUGH-准考证.csv", "--server", f"localhost:{site.port}", "--ca",
        site.folder / "room" / "ca.pem", "--answers-per-candidate", 30, "--think", "300..700", "--ramp", "4s", "--end", "wait", "--quiet",
        "--careless", SHARES["careless"], "--hostile", SHARES["hostile"], "--processes", 3, "--server-pid", site.server.pid,
        "--report", path, "--series", site.work / "series.csv"]], capture_output=True, text=True, timeout=90)
    if done.returncode != 0:
        raise Failed(f"examhall-load: {done.returncode}\n{done.stdout}{done.stderr}")
    return json.loads(path.read_text()), done.stdout


def check(report):
    honest = CANDIDATES - sum(int(CANDIDATES * share) for share in SHARES.values())
    careless, hostile = report["careless"], report["hostile"]
    if report["candidates"] != honest or report["receipts"] != honest or report["errors"] or report["unplanned"]:
        raise Failed(f"诚实考生受到影响 / the honest were not left alone: {report}")
    if report["ms"]["ack"]["count"] != report["acked"] or report["acked"] != report["given"]:
        raise Failed(f"诚实考生的答案 / answers of the honest: {report}")
    if careless["candidates"] != int(CANDIDATES * SHARES["careless"]) or careless["ended"] != careless["candidates"]:
        raise Failed(f"粗心考生没有都到最后 / the careless did not all get to the end: {careless}")
    if not {"wrong_code", "second_machine", "reload", "dropped", "repeated", "stale"} <= careless["slips"].keys():
        raise Failed(f"粗心种类不全 / kinds of slips: {careless['slips']}")
    if "login_refused" not in careless["errors"] or not careless["acked"]:
        raise Failed(f"粗心考生 / the careless: {careless}")
    if len(hostile["breaches"]) < 5 or not any(answer.startswith("closed_") for answer in hostile["answers"]):
        raise Failed(f"恶意客户端 / the hostile: {hostile}")
    if not report["server"]["cpu_seconds"] > 0 or not report["server"]["resident_mb"] > 1:
        raise Failed(f"服务器的用量 / the server's use: {report['server']}")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
