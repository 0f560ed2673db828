"""A throw-away site driven through the real programs: what the demonstration and the system tests share."""
import csv
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CERTIFICATE = "企业财务与会计机器人应用职业技能等级证书"
SURNAMES = "示例样本虚构演练"
SCHOOLS = ["虚构第一职业学院", "虚构第二职业学院"]


class Failed(Exception):
    """Something that must hold does not."""


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


class Site:
    def __init__(self, binaries, work, language="zh"):
        self.bin, self.work, self.language = Path(binaries), Path(work), language
        self.folder = self.work / "site"
        self.server = None
        self.server_command = [self.bin / "examhall-server"]
        self.server_environment = dict(os.environ)

    def examctl(self, *arguments, as_json=True, check=True):
        command = [self.bin / "examctl", "-d", self.folder, "--lang", self.language]
        command += ["--json"] if as_json else []
        done = subprocess.run([str(a) for a in command + list(arguments)], capture_output=True, text=True, timeout=300)
        if check and done.returncode != 0:
            raise Failed(f"examctl {' '.join(map(str, arguments))} 失败 / failed ({done.returncode}):\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout) if as_json and done.returncode == 0 else done

    def make(self):
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.port, self.admin_port = free_ports(2)
        made = self.examctl("init", "--host", "localhost", "--host", "127.0.0.1", "--listen", f"127.0.0.1:{self.port}",
                            "--admin", f"127.0.0.1:{self.admin_port}")
        self.public_key = made["public_key"]

    def start_server(self, patience=60):
        log = open(self.work / "server.log", "ab")
        self.server = subprocess.Popen([*self.server_command, "-c", self.folder / "examhall.toml"], stderr=log,
                                       stdout=log, env=self.server_environment)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and self.server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
                return
            except OSError:
                time.sleep(0.02)
        raise Failed(f"服务器没有启动，见 / the server did not start, see {self.work / 'server.log'}")

    def kill_server(self):
        self.server.kill()
        self.server.wait()

    def stop_server(self):
        """In order; the exit status."""
        if self.server is None:
            return 0
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(60)
        return self.server.returncode

    def client(self, ticket, machine, *arguments):
        folder = self.work / "clients" / f"{ticket['ticket']}-{machine}"
        folder.mkdir(parents=True)
        (folder / "code").write_text(ticket["code"] + "\n")
        os.chmod(folder / "code", 0o600)
        command = [self.bin / "examhall-client", "--headless", "--config", self.folder / "room" / "room.toml",
                   "--ticket", ticket["ticket"], "--code-file", folder / "code", "--machine", machine,
                   "--journal-dir", folder, "--receipt", folder / "receipt.json", "--report", folder / "report.json",
                   "--give-up-after", "60", "--lang", self.language, *arguments]
        with open(folder / "log", "wb") as log:
            process = subprocess.Popen([str(c) for c in command], stdout=log, stderr=subprocess.STDOUT)
        process.folder, process.ticket = folder, ticket["ticket"]
        return process

    # ---- asking the server

    def get(self, path, admin=False):
        """Status and body."""
        tls = ssl.create_default_context(cafile=self.folder / "room" / "ca.pem")
        port = self.admin_port if admin else self.port
        try:
            with urllib.request.urlopen(f"https://localhost:{port}{path}", context=tls, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def metric(self, name):
        """Of one line of /metrics, named with its labels as it stands there; None if there is none."""
        lines = self.get("/metrics", admin=True)[1].splitlines()
        return next((float(line[len(name) + 1:]) for line in lines if line.startswith(name + " ")), None)

    # ---- preparing a batch

    def paper(self, level="junior"):
        self.examctl("bank", "import", ROOT / "question_banks" / f"efar-{level}.json")
        return self.examctl("paper", "assemble", ROOT / "question_banks" / "blueprints" / f"{level}.json", "--bank",
                            f"efar-{level}", "--seed", "2023")

    def batch(self, code, paper, start, end, candidates, *rules, title="系统测试", level="初级"):
        """Adds the batch, enrols invented candidates, draws their tickets."""
        self.examctl("batch", "add", "--code", code, "--title", title, "--certificate", CERTIFICATE, "--level", level,
                     "--start", start, "--end", end, "--paper", paper, *rules)
        roster, tickets = self.work / f"{code}-名单.csv", self.work / f"{code}-准考证.csv"
        write_roster(roster, candidates)
        self.examctl("roster", "import", code, roster)
        self.examctl("tickets", code, tickets)
        return read_tickets(tickets)

    def wait_until_graded(self, codes, patience=90):
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if set(codes) <= {b["batch"] for b in self.examctl("batch", "list") if b["status"] == "graded"}:
                return
            time.sleep(0.3)
        raise Failed("批次没有在时限内评分 / the batches were not graded in time")

    def evidence(self, code):
        """Exports, verifies with the key kept at init, and returns the file and the verifier's words."""
        path = self.work / f"{code}-evidence.jsonl"
        self.examctl("evidence", "export", code, path)
        verified = self.examctl("evidence", "verify", path, "--key", self.public_key, as_json=False, check=False)
        if verified.returncode != 0:
            raise Failed(f"证据核验失败 / evidence does not verify:\n{verified.stdout}{verified.stderr}")
        return path, verified.stdout


def write_roster(path, size):
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


def events_of(evidence):
    """The batch's own events, bodies read."""
    with open(evidence, encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry.get("t") == "event":
                if isinstance(entry["body"], str):
                    entry["body"] = json.loads(entry["body"])
                yield entry


def stored_answers(evidence):
    """seq → (ticket, item, no, response) of every accepted answer."""
    tickets, stored = {}, {}
    for event in events_of(evidence):
        if event["kind"] == "registered":
            tickets[event["attempt"]] = event["body"]["ticket"]
        if event["kind"] == "answered":
            body = event["body"]
            stored[event["seq"]] = (tickets[event["attempt"]], body["item"], body["no"], body["response"])
    return stored


def report_of(client):
    path = client.folder / "report.json"
    return json.loads(path.read_text()) if path.exists() else {"acknowledged": []}


def check_acknowledged(evidence, clients):
    """Every answer that any client saw acknowledged stands in the evidence, at its place in the journal.
    Returns how many acknowledgements there were."""
    stored = stored_answers(evidence)
    acknowledged = 0
    for client in clients:
        for ack in report_of(client)["acknowledged"]:
            acknowledged += 1
            if stored.get(ack["seq"]) != (client.ticket, ack["item"], ack["no"], ack["response"]):
                raise Failed(f"{client.ticket}: 已确认的答案丢失 / acknowledged, but not in the evidence: {ack}")
    return acknowledged


def no_sanitizer_spoke(site):
    """A killed server has no exit status that would say so."""
    log = site.work / "server.log"
    words = [line for line in (log.read_text(errors="replace").splitlines() if log.exists() else [])
             if "Sanitizer: " in line or "runtime error: " in line]
    if words:
        raise Failed(f"{log}: {words[0]}")


def main(run, description):
    """Runs run(options) and turns Failed into a sentence and a status."""
    import argparse
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--work", required=True)
    options, rest = parser.parse_known_args()
    options.rest = rest
    site = Site(options.bin, options.work)
    try:
        run(site, options)
        no_sanitizer_spoke(site)
        print("通过 / passed")
        return 0
    except Failed as failure:
        print(f"✗ {failure}", file=sys.stderr)
        return 1
    finally:
        if site.server and site.server.poll() is None:
            site.server.kill()
