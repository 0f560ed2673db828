#!/usr/bin/env python3
"""Runs the main job end to end with the real programs: site, banks, papers, batches, rosters, tickets, server,
forty candidates, collection, grading, evidence. Ends with status 0 only if everything came out as it must."""
import argparse
import json
import os
import subprocess
import sys
import time

from exam_site import Failed, Site, check_acknowledged


class Batch:
    """One batch of the demonstration and the candidates who sit it."""

    def __init__(self, code, level, title, bank, opens_in, lasts):
        self.code, self.level, self.title, self.bank = code, level, title, bank
        self.opens_in, self.lasts = opens_in, lasts
        self.clients = []

    def phase(self):
        left = self.opens_at - time.monotonic()
        if left > 0:
            return f"{left:.0f} 秒后开考"
        left += self.lasts
        return f"考试中，剩 {left:.0f} 秒" if left > 0 else "已到时"


class Demo:
    def __init__(self, site):
        self.site = site

    # ---- preparation

    def prepare(self, batch, size, *rules):
        paper = self.site.paper(batch.bank)
        rules = rules or ("--late-entry-after", f"{batch.lasts // 3}s", "--hand-in-after", f"{batch.lasts // 2}s", "--grace", "1s")
        batch.tickets = self.site.batch(batch.code, paper["paper"], f"+{batch.opens_in}s", f"+{batch.opens_in + batch.lasts}s",
                                        size, *rules, title=batch.title, level=batch.level)
        batch.opens_at = time.monotonic() + batch.opens_in
        self.write_answer_sheet(batch, paper["paper"])
        print(f"  {batch.code} {batch.title}：试卷 {paper['items']} 题 {paper['total']} 分，考生 {size} 人", flush=True)

    def write_answer_sheet(self, batch, paper):
        """What a well-prepared candidate knows, from the key: only the demonstration's players may see this."""
        shown = self.site.examctl("paper", "show", paper, "--keys")
        batch.sheet = self.site.work / f"{batch.code}-answers.json"
        batch.sheet.write_text(json.dumps({str(i): item["key"]["answer"] for i, item in enumerate(shown["items"])}))
        os.chmod(batch.sheet, 0o600)

    # ---- the candidates

    def seat(self, batch, ticket, machine, skill, *habits):
        client = self.site.client(ticket, machine, "--random", "--answers", batch.sheet, "--skill", skill, *habits)
        batch.clients.append(client)
        return client

    def seat_candidates(self, batch):
        slowest = batch.lasts * 1000 // 120
        think = ("--think", f"{slowest // 2}..{slowest}")
        tickets = list(batch.tickets)
        batch.roles = {role: tickets.pop() for role in ("absent", "late", "moves", "early", "typing")}
        for i, ticket in enumerate(tickets):
            self.seat(batch, ticket, f"PC-{i + 1:02}", 0.95 if i % 4 else 0.35, "--seed", 100 + i, *think)
        self.seat(batch, batch.roles["early"], "PC-31", 0.8, "--seed", 7, "--think", "5..10")
        self.seat(batch, batch.roles["typing"], "PC-32", 0.7, "--seed", 8, "--think", "20..60", "--until-deadline")
        self.seat(batch, batch.roles["moves"], "PC-33", 0.9, "--seed", 9, "--no-hand-in", *think)

    def move_one(self, batch):
        """The machine fails in the middle of the exam: the process is killed, the candidate logs in elsewhere."""
        first = next(c for c in batch.clients if c.ticket == batch.roles["moves"]["ticket"])
        first.kill()
        first.wait()
        batch.clients.remove(first)
        self.seat(batch, batch.roles["moves"], "PC-34", 0.9, "--seed", 10, "--think", "5..20")

    def come_late(self, batch):
        batch.clients.append(self.site.client(batch.roles["late"], "PC-35", "--random"))

    def watch(self, batches):
        """Until every candidate is done, with what happens on the way."""
        events = sorted([(b.opens_at + b.lasts * 0.25, self.move_one, b) for b in batches] +
                        [(b.opens_at + b.lasts * 0.45, self.come_late, b) for b in batches], key=lambda e: e[0])
        give_up = max(b.opens_at + b.lasts for b in batches) + 60
        while time.monotonic() < give_up:
            while events and time.monotonic() >= events[0][0]:
                _, act, batch = events.pop(0)
                act(batch)
            running = sum(c.poll() is None for b in batches for c in b.clients)
            if sys.stdout.isatty():
                print("\r  " + "；".join(f"{b.code} {b.phase()}" for b in batches) + f"；在线客户端 {running}    ", end="", flush=True)
            if running == 0 and not events:
                break
            time.sleep(0.2)
        if sys.stdout.isatty():
            print()

    # ---- what came of it

    def check(self, batch):
        results = {r["ticket"]: r["status"] for r in self.site.examctl("results", batch.code)["results"]}
        expected = {"absent": "absent", "late": "absent", "moves": "graded", "early": "graded", "typing": "graded"}
        for role, status in expected.items():
            if results[batch.roles[role]["ticket"]] != status:
                raise Failed(f"{batch.code} {role}: {results[batch.roles[role]['ticket']]}，应为 / expected {status}")
        for client in batch.clients:
            wanted = 4 if client.ticket == batch.roles["late"]["ticket"] else 0
            if client.returncode != wanted:
                raise Failed(f"{client.folder}: 退出码 / exit code {client.returncode}，应为 / expected {wanted}")

    def show(self, batch):
        print(f"\n{batch.title}")
        print(self.site.examctl("results", batch.code, as_json=False).stdout.rstrip(), flush=True)
        self.check(batch)

    def prove(self, batch):
        evidence, words = self.site.evidence(batch.code)
        acknowledged = check_acknowledged(evidence, batch.clients)
        print(f"\n{batch.title}\n{words.rstrip()}\n客户端收到的 {acknowledged} 次确认全部在证据中找到 / every acknowledged answer was found", flush=True)


def live(demo):
    batch = Batch("DEMO-LIVE", "初级", "现场体验", "junior", 90, 1800)
    demo.prepare(batch, 5, "--grace", "2s")
    room = demo.site.folder / "room" / "room.toml"
    print("\n服务器保持运行，一分半钟后开考，半小时结束；按 Ctrl-C 停止"
          "\nthe server stays up: the exam begins in a minute and a half and lasts half an hour; Ctrl-C stops it\n")
    print("坐进考场 / take a seat:")
    print(f"  {demo.site.bin}/examhall-client --windowed --room {room} --ticket {batch.tickets[0]['ticket']}\n")
    print(f"准考证号与登录码 / tickets and access codes ({demo.site.work / (batch.code + '-准考证.csv')}):")
    for ticket in batch.tickets:
        print(f"  {ticket['ticket']}  {ticket['code']}  {ticket['name']}")
    password = demo.site.examctl("account", "add", "office", "--name", "演示考务", "--draw")["password"]
    demo.site.examctl("account", "grant", "office", "--role", "office", "--all-batches")
    print("\n监考控制台（浏览器会提示证书由演示用的私有机构签发）/ the proctors' console (its certificate is the demo's own):")
    print(f"  https://localhost:{demo.site.port}/console/    office    {password}")
    last = batch.tickets[-1]
    print("\n不用窗口 / without a window:")
    print(f"  echo '{last['code']}' | {demo.site.bin}/examhall-client --headless --config {room} "
          f"--ticket {last['ticket']} --random --log", flush=True)
    try:
        demo.site.server.wait(1900 + 90)
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        pass


def run(demo, options):
    batches = [Batch("2023-04-J", "初级", "2023 年第 4 批（初级）演示", "junior", 14, 30),
               Batch("2023-04-I", "中级", "2023 年第 4 批（中级）演示", "intermediate", 18, 30)]
    print("① 准备：题库、试卷、批次、名单、准考证 / banks, papers, batches, rosters, tickets", flush=True)
    demo.site.make()
    for batch in batches:
        demo.prepare(batch, 20)
    print("② 服务器与四十名考生 / the server and forty candidates", flush=True)
    demo.site.start_server()
    for batch in batches:
        demo.seat_candidates(batch)
    demo.watch(batches)
    demo.site.wait_until_graded([b.code for b in batches])
    print("③ 成绩 / results", flush=True)
    for batch in batches:
        demo.show(batch)
    print("\n④ 证据 / evidence", flush=True)
    for batch in batches:
        demo.prove(batch)
    if options.live:
        live(demo)
    status = demo.site.stop_server()
    if status != 0:
        raise Failed(f"服务器退出码 / the server's exit code {status}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--live", action="store_true")
    parser.add_argument("--lang", default="en" if os.environ.get("LANG", "").startswith("en") else "zh")
    options = parser.parse_args()
    demo = Demo(Site(options.bin, options.work, options.lang))
    try:
        run(demo, options)
        print("\n演示完成，全部核验通过 / done, verified")
        return 0
    except Failed as failure:
        print(f"\n✗ {failure}\n演示失败 / the demonstration failed")
        return 1
    finally:
        print(f"文件在 / everything lies in {options.work}\n  site/ 考试目录   *-准考证.csv   *-evidence.jsonl   "
              "clients/ 各客户端日志与回执   server.log")
        if demo.site.server and demo.site.server.poll() is None:
            demo.site.server.kill()


if __name__ == "__main__":
    sys.exit(main())
