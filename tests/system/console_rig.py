"""A hall for the browser tests of the console: a real server, candidates of two sites and three rooms who can be cut off,
stopped and moved, accounts of staff, and a browser (tests/console/real) that asks for all of that line by line."""
import csv
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import CERTIFICATE, Failed, ROOT, read_tickets  # noqa: E402
from relay import Relay  # noqa: E402

HERE, THERE = "示例第一考点", "示例第二考点"
ROOMS = {"101": (HERE, "101机房", 14), "102": (HERE, "102机房", 13), "201": (THERE, "201机房", 13)}
BATCH = "HALL"
TYPES = [{"read_notices": True}, {"type_until_deadline": True}]


def people():
    """(key, site, room, seat); the key is room/seat."""
    return [(f"{room}/{seat:02}", site, name, f"{seat:02}") for room, (site, name, size) in ROOMS.items() for seat in range(1, size + 1)]


class Hall:
    def __init__(self, site, names, title="示例批次 初级"):
        self.site, self.names, self.title, self.clients, self.accounts = site, names, title, {}, {}

    def make(self, opens, lasts, *rules):
        self.site.make()
        paper = self.site.paper()["paper"]
        self.site.examctl("batch", "add", "--code", BATCH, "--title", self.title, "--certificate", CERTIFICATE, "--level", "初级",
                          "--start", f"+{opens}s", "--end", f"+{opens + lasts}s", "--paper", paper, *rules)
        roster, tickets = self.site.work / "名单.csv", self.site.work / "准考证.csv"
        with open(roster, "w", encoding="utf-8-sig", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(["姓名", "院校", "证件类型", "证件号码", "考点", "考场", "座位号"])
            for at, (key, site, room, seat) in enumerate(people()):
                name = self.names(at, key)
                rows.writerow([name, name if len(name) > 12 else "虚构职业学院", "其他", f"SAMPLE{at + 1:06}", site, room, seat])
        self.site.examctl("roster", "import", BATCH, roster)
        self.site.examctl("tickets", BATCH, tickets)
        self.tickets = dict(zip((key for key, *_ in people()), read_tickets(tickets)))
        self.tls = {"cert": str(self.site.folder / "tls" / "server.pem"), "key": str(self.site.folder / "tls" / "server.key")}

    def account(self, login, name, *grants):
        self.accounts[login] = self.site.examctl("account", "add", login, "--name", name, "--draw", "--by", "测试")["password"]
        for grant in grants:
            self.site.examctl("account", "grant", login, "--batch", BATCH, *grant, "--by", "测试")

    # ---- what the browser asks for

    def tell(self):
        """What everybody knows who runs an exam, and the passwords."""
        return {"port": self.site.port, "tls": self.tls, "batch": BATCH, "accounts": self.accounts, "rooms": {room: f"{site}/{name}" for room, (site, name, _) in ROOMS.items()},
                "sites": [HERE, THERE], "tickets": {key: ticket["ticket"] for key, ticket in self.tickets.items()},
                "names": {key: self.names(at, key) for at, (key, *_) in enumerate(people())}}

    def start(self, key, machine=None, steps=None):
        ticket = self.tickets[key]
        way = ["--server", f"localhost:{self.relay.port}"] if key.startswith("102/") and machine is None else []
        machine = machine or f"PC-{key.replace('/', '-')}"
        script = self.site.work / "scripts" / f"{ticket['ticket']}-{machine}.json"
        script.parent.mkdir(exist_ok=True)
        script.write_text(json.dumps(steps or TYPES))
        client = self.site.client(ticket, machine, "--json", "--script", script, "--think", "500..1500", *way)
        self.clients.setdefault(key, []).append(client)

    def stop(self, key):
        self.clients[key][-1].kill()
        self.clients[key][-1].wait()

    def ended(self, key):
        """The exit code of the last program that sat there."""
        return self.clients[key][-1].wait(30)

    def heard(self, key, event):
        """What the candidate was told of that kind, on all machines."""
        events = []
        for client in self.clients.get(key, []):
            for line in (client.folder / "log").read_text(errors="replace").splitlines():
                if line.startswith("{") and line.endswith("}"):
                    events.append(json.loads(line))
        return [e for e in events if e["event"] == event]

    def cut(self):
        """The line of room 102."""
        self.relay.cut()

    def mend(self):
        self.relay.mend()

    def kill_server(self):
        self.site.kill_server()

    def start_server(self):
        self.site.start_server()

    def examctl(self, *arguments):
        return self.site.examctl(*arguments)

    # ---- running

    def browse(self, script, options, patience):
        """Runs the browser's part to its end; what it asks for is done here. Where there is no browser the test ends as skipped."""
        driver = options.rest[options.rest.index("--driver") + 1] if "--driver" in options.rest else self.site.work / "driver"
        shots = [self.site.work / "shots"] if "--shots" in options.rest else []
        for folder in shots:
            folder.mkdir(exist_ok=True)
        command = ["node", ROOT / "tests" / "console" / "real" / script, driver, self.site.work, *shots]
        browser = subprocess.Popen([str(c) for c in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        end = time.monotonic() + patience
        for line in browser.stdout:
            what, *given = json.loads(line)
            try:
                answer = {"is": getattr(self, what)(*given)}
            except (Failed, OSError, subprocess.SubprocessError) as failure:
                answer = {"failed": str(failure)}
            browser.stdin.write(json.dumps(answer) + "\n")
            browser.stdin.flush()
            if time.monotonic() > end:
                browser.kill()
        status = browser.wait()
        if status == 77:
            sys.exit(77)
        if status != 0:
            raise Failed(f"页面的一半失败 / the browser's part failed ({status})")

    def open_doors(self):
        self.site.start_server()
        self.relay = Relay(self.site.port)

    def send_home(self):
        for clients in self.clients.values():
            for client in clients:
                if client.poll() is None:
                    client.kill()
                    client.wait()
