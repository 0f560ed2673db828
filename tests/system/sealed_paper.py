#!/usr/bin/env python3
"""A paper is sealed on an authoring machine and sat on another. Until two custodians open it nothing of it is found in
any file of the exam server, in its backup, log or core dump, or in anything that a candidate receives; then it opens on
the second. Another batch is moved to an earlier start after its release, crashes, and is released anew."""
import asyncio
import base64
import json
import os
import resource
import shutil
import signal
import ssl
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import websockets

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import ROOT, Failed, Site, events_of, main  # noqa: E402

PASSPHRASE = "系统测试的口令 2023"
AHEAD = 15  # seconds from the call to the start: two releases have to fit


class Recorder:
    """A candidate who takes the seat, says nothing more and keeps every byte that comes."""

    def __init__(self, site, ticket):
        self.received, self.site, self.ticket = bytearray(), site, ticket
        threading.Thread(target=lambda: asyncio.run(self.listen()), daemon=True).start()

    async def listen(self):
        tls = ssl.create_default_context(cafile=self.site.folder / "room" / "ca.pem")
        while True:
            try:
                async with websockets.connect(f"wss://localhost:{self.site.port}/exam", ssl=tls, subprotocols=["examhall.v1"],
                                              compression=None, max_size=4 << 20) as line:
                    await line.send(json.dumps({"type": "login", "client": "recorder 1", "ticket": self.ticket["ticket"],
                                                "code": self.ticket["code"], "machine": "R-1"}))
                    async for frame in line:
                        self.received += frame.encode()
            except (OSError, websockets.WebSocketException):
                await asyncio.sleep(0.3)

    def heard(self, kind):
        return f'"type":"{kind}"'.encode() in self.received.replace(b" ", b"")


def forms(marker):
    """The marker as it could stand in a file: plain, escaped, in UTF-16, in base64 at each of its three phases, in hex."""
    plain = marker.encode()
    out = {plain, json.dumps(marker).encode()[1:-1], marker.encode("utf-16-le"), marker.encode("utf-16-be"), plain.hex().encode(),
           plain.hex().upper().encode()}
    for text in (plain, json.dumps(marker).encode()[1:-1]):
        for phase in range(3):
            coded = base64.b64encode(b"\0" * phase + text)
            out.add(coded[4 if phase else 0:-4])
    return out


def found(marker, places):
    """Where the marker stands, of these files, folders and bytes."""
    needles, hits = forms(marker), []
    for name, place in places:
        files = [place] if not isinstance(place, Path) else [f for f in ([place] if place.is_file() else place.rglob("*"))
                                                            if f.is_file() and not f.is_symlink()]
        for file in files:
            content = file.read_bytes() if isinstance(file, Path) else bytes(file)
            hits += [f"{name}: {file if isinstance(file, Path) else ''}" for needle in needles if needle in content]
    return hits


def must_be_hidden(markers, places, when):
    for marker in markers:
        hits = found(marker, places)
        if hits:
            raise Failed(f"{when}：泄题 / {when}: the question is out: {hits[:3]}")


class Authoring:
    """The machine on which papers are written and sealed."""

    def __init__(self, options):
        self.site = Site(options.bin, Path(options.work) / "authoring")
        self.site.make()
        self.keys = []
        for name in ("甲", "乙", "丙"):
            key = self.site.work / f"{name}.key"
            phrase = self.site.work / f"{name}.phrase"
            phrase.write_text(PASSPHRASE + name + "\n")
            self.site.examctl("custodian", "new", "--name", name, "--out", key, "--passphrase-file", phrase)
            if key.stat().st_mode & 0o077 or b"ENCRYPTED" not in key.read_bytes():
                raise Failed(f"私钥未受保护 / the private key is not protected: {key}")
            self.keys.append(key)

    def sealed(self, name, marker, seed):
        """A paper with the marker in every question, sealed to the three."""
        shutil.copytree(ROOT / "question_banks" / "images", self.site.work / "images", dirs_exist_ok=True)
        bank = json.loads((ROOT / "question_banks" / "efar-junior.json").read_text())
        for item in bank["items"]:
            item["text"] += marker
        bank["bank"] = f"marked-{name}"
        file, out = self.site.work / f"{name}.json", self.site.work / f"{name}.sealed"
        file.write_text(json.dumps(bank, ensure_ascii=False))
        self.site.examctl("bank", "import", file)
        paper = self.site.examctl("paper", "assemble", ROOT / "question_banks" / "blueprints" / "junior.json", "--bank", bank["bank"],
                                  "--seed", seed)["paper"]
        to = [part for key in self.keys for part in ("--to", key.with_suffix(".pub"))]
        self.site.examctl("paper", "seal", paper, *to, "--out", out)
        if not found(marker, [("authoring", self.site.work)]):
            raise Failed("检验本身无效：命题机上也找不到标记 / the search finds nothing where it must")
        must_be_hidden([marker], [("sealed file", out)], "密封文件 / the sealed file")
        return paper, out


def release(site, batch, key, check=True, phrase=None):
    return site.examctl("paper", "release", "--batch", batch, "--key", key, "--passphrase-file", phrase or key.with_suffix(".phrase"),
                        "--yes", check=check)


def expect_refusal(done, word):
    if done.returncode == 0 or word not in done.stderr:
        raise Failed(f"应被拒绝（{word}）/ should be refused with {word}: {done.returncode} {done.stdout}{done.stderr}")


def wait_for(condition, what, patience=60):
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise Failed(f"等不到 / in vain: {what}")
        time.sleep(0.1)


def crash_with_dump(site):
    """Asks for a core dump in every way there is, and wants none."""
    site.server.send_signal(signal.SIGSEGV)
    _, status = os.waitpid(site.server.pid, 0)
    site.server.returncode = -signal.SIGSEGV
    if not os.WIFSIGNALED(status) or os.WCOREDUMP(status):
        raise Failed("服务器留下了内存转储 / the server left a core dump")


def start_at(site, code):
    return next(b["start"] for b in site.examctl("batch", "list") if b["batch"] == code)


def move(site, code, start, end):
    site.examctl("batch", "reschedule", code, "--start", start, "--end", end, "--reason", "系统测试")


def run(site, options):
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
    markers = {"NOW": "密题标记QX7319甲", "LATE": "密题标记ZK4482乙"}
    site.work = Path(options.work) / "exam"
    site.folder = site.work / "site"
    site.make()
    # A sanitizer's own handler would catch the signal that asks for a dump; the kernel's answer is what counts.
    site.server_environment["ASAN_OPTIONS"] = site.server_environment.get("ASAN_OPTIONS", "") + ":handle_segv=0"
    author = Authoring(options)
    tickets = {}
    for number, (code, marker) in enumerate(markers.items(), 1):
        paper, sealed = author.sealed(code.lower(), marker, number)
        site.examctl("paper", "import", sealed)
        tickets[code] = site.batch(code, paper, "+3600s", "+7200s", 3, "--entry-before", "3h", "--hand-in-after", "0s", "--grace", "1s")
    expect_refusal(site.examctl("paper", "show", paper, check=False), "paper_sealed")
    site.start_server()
    recorders = {code: Recorder(site, people[0]) for code, people in tickets.items()}
    clients = {code: [site.client(t, f"{code}-{i}", "--random", "--seed", i, "--think", "5..30") for i, t in enumerate(people[1:])]
               for code, people in tickets.items()}
    wait_for(lambda: all(r.heard("welcome") for r in recorders.values()), "welcome")
    places = [("server", site.work)] + [(f"received by {code}", r.received) for code, r in recorders.items()]
    custodians_in_advance(site, author)
    backup = site.work / "backup"
    site.examctl("backup", "create", backup)
    must_be_hidden(markers.values(), places, "开考前 / before the start")
    crash_with_dump(site)
    must_be_hidden(markers.values(), places, "崩溃后 / after a crash")
    site.start_server()
    if site.metric('examhall_paper_releases{batch="LATE"}') != 0:
        raise Failed("重启后不应还有放行 / no release may outlive the server")
    start = on_the_second(site, author, markers, recorders, places)
    late_and_moved(site, author, markers, recorders, clients, start)
    finish(site, markers, clients, start)


def custodians_in_advance(site, author):
    a, b, _ = author.keys
    wrong = site.work / "wrong.phrase"
    wrong.write_text("not the passphrase\n")
    expect_refusal(release(site, "LATE", a, check=False, phrase=wrong), "passphrase_wrong")
    stranger = author.site.work / "丁.key"
    stranger.with_suffix(".phrase").write_text(PASSPHRASE + "丁\n")
    author.site.examctl("custodian", "new", "--name", "丁", "--out", stranger, "--passphrase-file", stranger.with_suffix(".phrase"))
    expect_refusal(release(site, "LATE", stranger, check=False), "not_a_custodian")
    if release(site, "LATE", a)["releases"] != 1 or release(site, "LATE", a)["releases"] != 1 or release(site, "LATE", b)["releases"] != 2:
        raise Failed("放行人数不对 / wrong count of releases")
    looked = site.examctl("doctor", check=False)
    findings = looked if isinstance(looked, list) else json.loads(looked.stdout)
    verdicts = [(f["id"], f["verdict"]) for f in findings if f["id"] in ("clear_content", "paper_releases")]
    if sorted(verdicts) != [("clear_content", "good"), ("paper_releases", "good"), ("paper_releases", "warning")]:
        raise Failed(f"体检 / doctor: {verdicts}")


def on_the_second(site, author, markers, recorders, places):
    """Both batches to the same near start: NOW is released for it, LATE was released for the old, later one."""
    a, b, _ = author.keys
    release(site, "LATE", a), release(site, "LATE", b)
    move(site, "NOW", f"+{AHEAD}s", f"+{AHEAD + 25}s")
    move(site, "LATE", f"+{AHEAD}s", f"+{AHEAD + 600}s")
    release(site, "NOW", a), release(site, "NOW", b)
    start = datetime.fromisoformat(start_at(site, "NOW").replace("Z", "+00:00")).timestamp()
    late = datetime.fromisoformat(start_at(site, "LATE").replace("Z", "+00:00")).timestamp()
    if time.time() > start - 1:
        raise Failed("机器太慢，来不及在开考前放行 / this machine is too slow for the test's schedule")
    must_be_hidden(markers.values(), places, "放行后、开考前 / released, before the start")
    time.sleep(max(0, start - time.time() - 0.3))
    must_be_hidden(markers.values(), [(n, p) for n, p in places if not isinstance(p, Path)], "开考前一刻 / right before the start")
    wait_for(lambda: recorders["NOW"].heard("paper_end"), "NOW opens", 15)
    if not found(markers["NOW"], [("received", recorders["NOW"].received)]):
        raise Failed("开考后考生没有收到试题 / the candidate did not get the questions")
    time.sleep(max(0, late + 2 - time.time()))
    if site.get("/healthz")[0] != 503 or site.metric('examhall_paper_late{batch="LATE"}') != 1:
        raise Failed("未放行的试卷应报警 / a paper that is not released must raise an alarm")
    must_be_hidden([markers["LATE"]], places, "提前后未重新放行 / moved earlier, not released again")
    return start


def late_and_moved(site, author, markers, recorders, clients, start):
    """A crash after NOW's opening: it needs nobody. LATE is released to the new server by two others, and opens."""
    site.kill_server()
    site.start_server()
    must_be_hidden([markers["LATE"]], [("server", site.work), ("received", recorders["LATE"].received)], "重启后 / after the restart")
    if release(site, "LATE", author.keys[2])["releases"] != 1:
        raise Failed("放行人数不对 / wrong count of releases")
    time.sleep(1.5)
    must_be_hidden([markers["LATE"]], [("server", site.work), ("received", recorders["LATE"].received)], "一人放行 / one custodian")
    release(site, "LATE", author.keys[0], check=True)
    released = time.time()
    wait_for(lambda: recorders["LATE"].heard("paper_end"), "LATE opens", 15)
    print(f"第二人放行后 {time.time() - released:.1f} s 启封 / opened {time.time() - released:.1f} s after the second release")
    if site.get("/healthz")[0] != 200:
        raise Failed("启封后应恢复健康 / healthy again once it is open")


def finish(site, markers, clients, start):
    for client in [c for some in clients.values() for c in some]:
        if client.wait(90) != 0:
            raise Failed(f"{client.folder}: 退出码 / exit code {client.returncode}")
    site.examctl("batch", "reschedule", "LATE", "--end", "+2s", "--reason", "系统测试")
    site.wait_until_graded(list(markers))
    for code in markers:
        evidence, _ = site.evidence(code)
        events = list(events_of(evidence))
        opened = [e for e in events if e["kind"] == "paper_opened"]
        if len(opened) != 1 or len(opened[0]["body"]["custodians"]) != 2:
            raise Failed(f"启封记录不对 / wrong record of the opening: {opened}")
        if code == "NOW" and not 0 <= opened[0]["at"] - start * 1000 < 1000:
            raise Failed(f"启封偏差 / opened {opened[0]['at'] - start * 1000} ms off")
        print(f"{code}: {opened[0]['at'] - start * 1000:.0f} ms, " + ", ".join(c["name"] for c in opened[0]["body"]["custodians"]))
        one = site.work / f"{code}-one.jsonl"
        ticket = next(e["body"]["ticket"] for e in events if e["kind"] == "registered")
        site.examctl("evidence", "export", code, one, "--ticket", ticket)
        site.examctl("evidence", "verify", one, "--key", site.public_key, as_json=False)
    if site.stop_server() != 0:
        raise Failed("服务器未正常停止 / the server did not stop in order")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
