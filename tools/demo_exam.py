#!/usr/bin/env python3
"""Runs the main job end to end with the real programs: site, banks, papers, batches, rosters, tickets, server,
forty candidates, collection, grading, evidence. Ends with status 0 only if everything came out as it must."""
import argparse
import csv
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CERTIFICATE = "企业财务与会计机器人应用职业技能等级证书"
SURNAMES = "示例样本虚构演练"
SCHOOLS = ["虚构第一职业学院", "虚构第二职业学院"]


def say(text):
    print(text, flush=True)


class Batch:
    """One batch of the demonstration and the candidates who sit it."""

    def __init__(self, code, level, title, bank, blueprint, opens_in, lasts):
        self.code, self.level, self.title = code, level, title
        self.bank, self.blueprint = bank, blueprint
        self.opens_in, self.lasts = opens_in, lasts
        self.tickets = []
        self.clients = []


class Demo:
    def __init__(self, options):
        self.bin = Path(options.bin)
        self.work = Path(options.work)
        self.site = self.work / "site"
        self.language = options.lang
        self.server = None
        self.random = random.Random(2023)

    # ---- programs

    def examctl(self, *arguments, as_json=True, check=True):
        command = [self.bin / "examctl", "-d", self.site, "--lang", self.language]
        command += ["--json"] if as_json else []
        done = subprocess.run([str(a) for a in command + list(arguments)], capture_output=True, text=True, timeout=120)
        if check and done.returncode != 0:
            sys.exit(f"examctl {' '.join(map(str, arguments))} 失败 / failed ({done.returncode}):\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout) if as_json and done.returncode == 0 else done

    def start_server(self):
        log = open(self.work / "server.log", "ab")
        self.server = subprocess.Popen([self.bin / "examhall-server", "-c", self.site / "examhall.toml"], stderr=log, stdout=log)
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            if self.server.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit(f"服务器没有启动，见 / the server did not start, see {self.work / 'server.log'}")

    def stop_server(self):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(30)
        return self.server.returncode if self.server else 0

    def client(self, batch, ticket, machine, *arguments):
        folder = self.work / "clients" / batch.code / f"{ticket['ticket']}-{machine}"
        folder.mkdir(parents=True)
        (folder / "code").write_text(ticket["code"] + "\n")
        os.chmod(folder / "code", 0o600)
        command = [self.bin / "examhall-client", "--headless", "--config", self.site / "room" / "room.toml",
                   "--ticket", ticket["ticket"], "--code-file", folder / "code", "--machine", machine,
                   "--journal-dir", folder, "--receipt", folder / "receipt.json", "--report", folder / "report.json",
                   "--give-up-after", "20", "--lang", self.language, *arguments]
        process = subprocess.Popen([str(c) for c in command], stdout=open(folder / "log", "wb"), stderr=subprocess.STDOUT)
        process.folder, process.ticket = folder, ticket["ticket"]
        batch.clients.append(process)
        return process

    # ---- preparation

    def make_site(self):
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.port, admin = free_ports(2)
        self.examctl("init", "--host", "localhost", "--host", "127.0.0.1", "--listen", f"127.0.0.1:{self.port}",
                     "--admin", f"127.0.0.1:{admin}")
        say(f"  考试目录 / site: {self.site}")

    def prepare(self, batch, size):
        imported = self.examctl("bank", "import", ROOT / "question_banks" / f"{batch.bank}.json")
        paper = self.examctl("paper", "assemble", ROOT / "question_banks" / "blueprints" / batch.blueprint,
                             "--bank", batch.bank, "--seed", "2023")
        batch.paper = paper["paper"]
        self.examctl("batch", "add", "--code", batch.code, "--title", batch.title, "--certificate", CERTIFICATE,
                     "--level", batch.level, "--start", f"+{batch.opens_in}s", "--end", f"+{batch.opens_in + batch.lasts}s",
                     "--paper", batch.paper, "--late-entry-after", f"{batch.lasts // 3}s",
                     "--hand-in-after", f"{batch.lasts // 2}s", "--grace", "1s")
        batch.opens_at = time.monotonic() + batch.opens_in
        roster = self.work / f"{batch.code}-名单.csv"
        write_roster(roster, batch, size)
        self.examctl("roster", "import", batch.code, roster)
        tickets = self.work / f"{batch.code}-准考证.csv"
        self.examctl("tickets", batch.code, tickets)
        batch.tickets = read_tickets(tickets)
        self.write_answer_sheet(batch)
        say(f"  {batch.code} {batch.title}：题库 {imported['items']} 题，试卷 {paper['items']} 题 {paper['total']} 分，考生 {size} 人")

    def write_answer_sheet(self, batch):
        """What a well-prepared candidate knows, from the key: only the demonstration's players may see this."""
        paper = self.examctl("paper", "show", batch.paper, "--keys")
        sheet = {str(i): item["key"]["answer"] for i, item in enumerate(paper["items"])}
        batch.sheet = self.work / f"{batch.code}-answers.json"
        batch.sheet.write_text(json.dumps(sheet))
        os.chmod(batch.sheet, 0o600)

    # ---- the candidates

    def seat_candidates(self, batch):
        pace = max(20, int(batch.lasts * 1000 / 2 / 60))
        think = ["--think", f"{pace // 2}..{pace}"]
        roles = {}
        tickets = list(batch.tickets)
        for role in ("absent", "late", "moves", "early", "typing"):
            roles[role] = tickets.pop()
        for i, ticket in enumerate(tickets):
            skill = 0.95 if i % 4 else 0.35
            self.client(batch, ticket, f"PC-{i + 1:02}", "--random", "--answers", batch.sheet, "--skill", skill, "--seed", 100 + i, *think)
        self.client(batch, roles["early"], "PC-31", "--random", "--answers", batch.sheet, "--skill", "0.8", "--seed", "7", "--think", "5..10")
        self.client(batch, roles["typing"], "PC-32", "--random", "--until-deadline", "--answers", batch.sheet, "--skill", "0.7", "--seed", "8", "--think", "20..60")
        self.client(batch, roles["moves"], "PC-33", "--random", "--no-hand-in", "--answers", batch.sheet, "--skill", "0.9", "--seed", "9", *think)
        batch.roles = roles

    def move_one(self, batch):
        """The machine fails in the middle of the exam: the process is killed, the candidate logs in elsewhere."""
        first = next(c for c in batch.clients if c.ticket == batch.roles["moves"]["ticket"])
        first.kill()
        first.wait()
        first.expected = True
        self.client(batch, batch.roles["moves"], "PC-34", "--random", "--answers", batch.sheet, "--skill", "0.9", "--seed", "10", "--think", "5..20")

    def come_late(self, batch):
        self.client(batch, batch.roles["late"], "PC-35", "--random")

    def wait_for_candidates(self, batches):
        done_at = max(b.opens_at + b.lasts for b in batches) + 30
        events = sorted([(b.opens_at + b.lasts * 0.25, self.move_one, b) for b in batches] +
                        [(b.opens_at + b.lasts * 0.45, self.come_late, b) for b in batches], key=lambda e: e[0])
        shown = ""
        while time.monotonic() < done_at:
            while events and time.monotonic() >= events[0][0]:
                _, act, batch = events.pop(0)
                act(batch)
            running = sum(c.poll() is None for b in batches for c in b.clients)
            text = "  " + "；".join(f"{b.code} {phase(b)}" for b in batches) + f"；在线客户端 {running}"
            if text != shown and sys.stdout.isatty():
                print("\r" + text + "    ", end="", flush=True)
                shown = text
            if running == 0 and not events:
                break
            time.sleep(0.2)
        if sys.stdout.isatty():
            print()

    def wait_for_grades(self, batches):
        wanted = {b.code for b in batches}
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            graded = {b["batch"] for b in self.examctl("batch", "list") if b["status"] == "graded"}
            if wanted <= graded:
                return
            time.sleep(0.3)
        sys.exit("批次没有在时限内评分 / the batches were not graded in time")

    # ---- what came of it

    def check(self, batch):
        results = self.examctl("results", batch.code)
        by_ticket = {r["ticket"]: r for r in results["results"]}
        problems = []
        for role, status in (("absent", "absent"), ("late", "absent"), ("moves", "graded"), ("early", "graded"), ("typing", "graded")):
            got = by_ticket[batch.roles[role]["ticket"]]["status"]
            if got != status:
                problems.append(f"{role}: {got}, 应为 / expected {status}")
        for client in batch.clients:
            if getattr(client, "expected", False):
                continue
            expected = 4 if client.ticket == batch.roles["late"]["ticket"] else 0
            if client.returncode != expected:
                problems.append(f"{client.folder}: 退出码 / exit code {client.returncode}, 应为 / expected {expected}")
        return problems

    def evidence(self, batch):
        path = self.work / f"{batch.code}-evidence.jsonl"
        self.examctl("evidence", "export", batch.code, path)
        verified = self.examctl("evidence", "verify", path, as_json=False, check=False)
        problems = [] if verified.returncode == 0 else [f"证据核验失败 / evidence does not verify: {verified.stdout}{verified.stderr}"]
        return verified.stdout, problems + missing_answers(path, batch)


def missing_answers(evidence, batch):
    """Every answer that any client saw acknowledged stands in the evidence, at its place in the journal."""
    stored = {}
    with open(evidence, encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry.get("t") == "event" and entry.get("kind") == "answered":
                body = json.loads(entry["body"]) if isinstance(entry["body"], str) else entry["body"]
                stored[entry["seq"]] = (body["item"], body["no"], body["response"])
    problems, acknowledged = [], 0
    for client in batch.clients:
        report = client.folder / "report.json"
        if not report.exists():
            continue
        for ack in json.loads(report.read_text()).get("acknowledged", []):
            acknowledged += 1
            if stored.get(ack["seq"]) != (ack["item"], ack["no"], ack["response"]):
                problems.append(f"{client.ticket}: 已确认的答案 {ack} 不在证据中 / acknowledged, but not in the evidence")
    say(f"  {batch.code}：客户端收到确认 {acknowledged} 次，全部在证据中找到 / acknowledged and found" if not problems
        else f"  {batch.code}：有确认过的答案丢失 / acknowledged answers are missing")
    return problems


def phase(batch):
    left = batch.opens_at - time.monotonic()
    if left > 0:
        return f"{left:.0f} 秒后开考"
    left += batch.lasts
    return f"考试中，剩 {left:.0f} 秒" if left > 0 else "已到时"


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def write_roster(path, batch, size):
    """Invented people: the names say so, and their documents are no identity cards."""
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["姓名", "院校", "证件类型", "证件号码", "考点", "考场", "座位号", "加时(分钟)"])
        for i in range(size):
            name = f"{SURNAMES[i % len(SURNAMES)]}考生{i + 1:02}"
            rows.writerow([name, SCHOOLS[i % 2], "其他", f"SAMPLE{i + 1:06}", "虚构考点", f"{i // 30 + 1}考场", f"{i % 30 + 1:02}", ""])


def read_tickets(path):
    with open(path, encoding="utf-8-sig", newline="") as lines:
        return [{"ticket": row["准考证号"], "code": row["登录码"], "name": row["姓名"]} for row in csv.DictReader(lines)]


def live(demo):
    batch = Batch("DEMO-LIVE", "初级", "现场体验", "efar-junior", "junior.json", 20, 1800)
    demo.prepare(batch, 5)
    say("\n服务器保持运行，半小时内可登录体验；按 Ctrl-C 停止 / the server stays up for half an hour; Ctrl-C stops it:")
    for ticket in batch.tickets:
        say(f"  echo '{ticket['code']}' | {demo.bin}/examhall-client --headless --config {demo.site}/room/room.toml --ticket {ticket['ticket']} --random --log")
    try:
        demo.server.wait(1900)
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--live", action="store_true")
    parser.add_argument("--lang", default="en" if os.environ.get("LANG", "").startswith("en") else "zh")
    options = parser.parse_args()
    demo = Demo(options)
    batches = [Batch("2023-04-J", "初级", "2023 年第 4 批（初级）演示", "efar-junior", "junior.json", 14, 30),
               Batch("2023-04-I", "中级", "2023 年第 4 批（中级）演示", "efar-intermediate", "intermediate.json", 18, 30)]
    try:
        say("① 准备：题库、试卷、批次、名单、准考证 / banks, papers, batches, rosters, tickets")
        demo.make_site()
        for batch in batches:
            demo.prepare(batch, 20)
        say("② 服务器与四十名考生 / the server and forty candidates")
        demo.start_server()
        for batch in batches:
            demo.seat_candidates(batch)
        demo.wait_for_candidates(batches)
        demo.wait_for_grades(batches)
        say("③ 成绩 / results")
        problems = []
        for batch in batches:
            say(f"\n{batch.title}")
            say(demo.examctl("results", batch.code, as_json=False).stdout.rstrip())
            problems += demo.check(batch)
        say("\n④ 证据 / evidence")
        for batch in batches:
            report, found = demo.evidence(batch)
            say(report.rstrip())
            problems += found
        if options.live and not problems:
            live(demo)
        status = demo.stop_server()
        if status != 0:
            problems.append(f"服务器退出码 / the server's exit code {status}")
        say(f"\n文件在 / everything lies in {demo.work}\n  site/ 考试目录  *-准考证.csv  *-evidence.jsonl  clients/ 各客户端日志与回执  server.log")
        for problem in problems:
            say(f"✗ {problem}")
        say("演示失败 / the demonstration failed" if problems else "演示完成，全部核验通过 / done, verified")
        return 1 if problems else 0
    finally:
        if demo.server and demo.server.poll() is None:
            demo.server.kill()


if __name__ == "__main__":
    sys.exit(main())
