#!/usr/bin/env python3
"""`examctl rehearse` with a few candidates, twice at once: on this machine as it is, and with fewer open files than
candidates. The verdict, the exit code and the figures agree, and nothing is written to the real site."""
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, main  # noqa: E402

CANDIDATES, MINUTES, THINK = 8, 0.25, "1..2"
FILES = 104  # of which a hundred are the server's own: four candidates, or fewer


def run(site, options):
    site.make()
    site.batch("REAL", site.paper()["paper"], "+1h", "+2h", CANDIDATES)
    before = site.examctl("batch", "list")
    free = start(site, "free")
    bound = start(site, "bound", "prlimit", f"--nofile={FILES}:{FILES}")
    figures = check_verdict(site, finish(free), "free")
    if figures["receipts"] != CANDIDATES:
        raise Failed(f"并非人人有回执 / not everybody has a receipt: {figures}")
    few = check_verdict(site, finish(bound), "bound")
    if few["verdict"] != "does_not_hold" or not 0 < few["limit"] < CANDIDATES:
        raise Failed(f"文件数不足而未指出 / too few files went unnoticed: {few}")
    if site.examctl("batch", "list") != before:
        raise Failed("演练改动了真实考试 / the rehearsal wrote to the real site")
    refuse(site)
    print(f"结论 / verdict {figures['verdict']}，{figures['receipts']} 份回执 / receipts，p99 {figures['ack_p99_ms']:.1f} ms；"
          f"文件不足时 / with too few files: {few['verdict']}，上限 / limit {few['limit']}")


def start(site, name, *wrapper):
    command = [*wrapper, site.bin / "examctl", "-d", site.folder, "--lang", "zh", "--json", "rehearse", "REAL", "--candidates", CANDIDATES,
               "--minutes", MINUTES, "--think", THINK, "--folder", site.work / name]
    return subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process):
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def check_verdict(site, ended, name):
    code, out, err = ended
    if code not in (0, 1) or not out:
        raise Failed(f"{name}: 退出码 / exit code {code}\n{out}{err}")
    figures, _ = json.JSONDecoder().raw_decode(out)
    if (figures["verdict"] == "does_not_hold") != (code == 1):
        raise Failed(f"{name}: 结论与退出码不一致 / verdict and exit code {code} disagree: {figures}")
    report = json.loads((site.work / name / "load.json").read_text())
    if report["receipts"] != figures["receipts"] or not report["acked"]:
        raise Failed(f"{name}: 回执与所测不符 / receipts: {figures}, {report}")
    return figures


def refuse(site):
    """A folder that is there already is nobody's to write into."""
    again = site.examctl("rehearse", "REAL", "--folder", site.work / "free", check=False)
    if again.returncode != 1 or "folder_exists" not in again.stdout + again.stderr:
        raise Failed(f"应拒绝已有的目录 / an existing folder should be refused: {again}")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
