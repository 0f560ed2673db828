"""A server on a small disk of its own with candidates who type, and the questions that every fault raises: are
acks silent, are candidates told, do /healthz and /metrics say so, does it come back by itself?"""
import contextlib
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed  # noqa: E402
from loop_disk import LoopDisk, ThinDisk  # noqa: E402
from truth import check_all  # noqa: E402
from witness import Witnesses  # noqa: E402

CANDIDATES, OPENS = 16, 8
THINK_MS = (25, 75)


class Rig:
    """One batch from its start to its evidence. A case runs between start() and finish()."""

    def __init__(self, site, seconds, kind="ext4", megabytes=160, thin=False, log_on_disk=False):
        self.site, self.seconds, self.logs_there = site, seconds, log_on_disk
        site.make()
        self.disk = (ThinDisk if thin else LoopDisk)(site.work / "disk.img", site.folder / "data", kind, megabytes)
        self.witnesses, self.spare, self.more = None, [], []

    def start(self):
        self.disk.make()
        if self.logs_there:
            self.log_on_disk()
        tickets = self.site.batch("FAULT", self.site.paper()["paper"], f"+{OPENS}s", f"+{OPENS + self.seconds}s", CANDIDATES + 4,
                                  "--grace", "2s", "--outage-limit", "60m")
        self.spare = tickets[CANDIDATES:]
        self.site.start_server()
        self.context = ssl.create_default_context(cafile=str(self.site.folder / "room" / "ca.pem"))
        self.witnesses = Witnesses(self.site, tickets[:CANDIDATES], THINK_MS)
        self.wait("开考后没有确认 / no acks after the start", lambda: len(self.acks()) > 50, OPENS + 20)

    def log_on_disk(self):
        """The server's log lies on the disk that is going to fail."""
        config = self.site.folder / "examhall.toml"
        before = config.read_text()
        after = before.replace('file = ""', 'file = "data/server.log"', 1)
        if after == before:
            raise Failed(f"没有日志设置 / no setting of the log: {config}")
        config.write_text(after)

    def latecomer(self):
        """One more candidate logs in now."""
        self.more.append(Witnesses(self.site, [self.spare.pop()], THINK_MS))
        return self.more[-1]

    def finish(self):
        """Everything that was acknowledged is in the evidence, and nothing else."""
        everybody = [self.witnesses, *self.more]
        if not all(w.wait_until_ended(self.seconds + 60) for w in everybody):
            raise Failed("有考生没有等到收卷 / a candidate was not told of the end")
        self.site.wait_until_graded(["FAULT"])
        evidence, _ = self.site.evidence("FAULT")
        return check_all(evidence, [], [ledger for w in everybody for ledger in w.ledgers])

    def clear_up(self):
        for w in [self.witnesses, *self.more]:
            if w:
                w.dismiss()
        if self.site.server and self.site.server.poll() is None:
            self.site.server.send_signal(signal.SIGCONT)
            self.site.kill_server()
        self.disk.discard()

    # ---- questions

    def acks(self, since=0.0):
        return self.witnesses.noted("ack", since)

    def wait(self, otherwise, condition, patience):
        """Returns after how many seconds it was so."""
        began = time.monotonic()
        while not condition():
            if self.site.server.poll() is not None:
                raise Failed(f"{otherwise}: 服务器已退出 / the server ended: {self.site.server.returncode}")
            if time.monotonic() - began > patience:
                raise Failed(f"{otherwise} ({patience} s)")
            time.sleep(0.02)
        return time.monotonic() - began

    def expect_told(self, ok, since, patience=10):
        return self.wait(f"考生没有得知 storage ok={ok} / not every candidate was told",
                         lambda: all(was_told(ledger, ok, since) for ledger in self.witnesses.ledgers), patience)

    def expect_silence(self, seconds):
        since = time.monotonic()
        time.sleep(seconds)
        if acks := self.acks(since):
            raise Failed(f"故障期间仍有 {len(acks)} 次确认 / acks during the fault: {acks[0]}")

    def expect_acks_from_all(self, patience=20):
        since = time.monotonic()
        return self.wait("并非人人得到确认 / not everybody is acknowledged again",
                         lambda: all(ledger.all("ack", since) for ledger in self.witnesses.ledgers), patience)

    def get(self, port, path):
        try:
            with urllib.request.urlopen(f"https://localhost:{port}{path}", context=self.context, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def expect_health(self, ok):
        status, words = self.get(self.site.port, "/healthz")
        if (status == 200) != ok or (not ok and "storage" not in words):
            raise Failed(f"/healthz: {status} {words}")
        line = f"examhall_storage_ok {int(ok)}"
        if line not in self.get(self.site.admin_port, "/metrics")[1].splitlines():
            raise Failed(f"/metrics 没有 / lacks: {line}")

    def expect_outage(self, since, silent_for):
        """All that has to be so while the storage fails."""
        told = self.expect_told(False, since)
        self.expect_silence(silent_for)
        self.expect_health(False)
        return told

    def expect_recovery(self, since):
        back = self.expect_told(True, since)
        self.expect_acks_from_all()
        self.expect_health(True)
        return back


def was_told(ledger, ok, since):
    """A welcome says that it works as a storage message does."""
    return any(n["ok"] == ok for n in ledger.all("storage", since)) or (ok and ledger.all("welcome", since))


SYNCS = "fsync,fdatasync"  # SQLite calls fdatasync for its files, fsync for folders


@contextlib.contextmanager
def injected(server, calls, fault):
    """strace answers these system calls of the server in the kernel's place."""
    tracer = subprocess.Popen(["strace", "-f", "-p", str(server.pid), "-e", f"trace={calls}", "-e", f"inject={calls}:{fault}",
                               "-o", "/dev/null"], stderr=subprocess.PIPE, text=True)
    try:
        line = tracer.stderr.readline()
        if "attached" not in line:
            raise Failed(f"strace: {line}{tracer.stderr.read()}")
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.wait(30)
        tracer.stderr.close()
