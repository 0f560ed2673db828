"""What the machine did while something was measured: stolen time, the disk's own syncs, a process's CPU and memory."""
import os
import statistics
import threading
import time


STALL_MS = 5  # a sync of the probe that takes this long or longer: the disk stood still


def stolen_ticks():
    with open("/proc/stat", encoding="ascii") as stat:
        return int(stat.readline().split()[8])


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_kib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def quantile(values, q):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))] if ordered else float("nan")


class Watch:
    """Beside a measurement: a 4 KiB fdatasync every 100 ms on the same disk, and the time stolen by other machines."""

    def __init__(self, folder):
        self.file = os.path.join(folder, "probe")
        self.syncs, self.stalls, self.over = [], [], threading.Event()

    def __enter__(self):
        self.stolen = stolen_ticks()
        self.thread = threading.Thread(target=self.probe)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
        self.stolen = stolen_ticks() - self.stolen
        os.unlink(self.file)

    def probe(self):
        handle = os.open(self.file, os.O_CREAT | os.O_RDWR)
        while not self.over.wait(0.1):
            begin = time.perf_counter()
            os.pwrite(handle, b"x" * 4096, 0)
            os.fdatasync(handle)
            self.syncs.append((time.perf_counter() - begin) * 1000)
            if self.syncs[-1] >= STALL_MS:
                self.stalls.append(time.time())
        os.close(handle)

    def stalled(self, moment):
        """Whether the disk stood still within a second of this moment, in seconds since 1970."""
        return any(abs(moment - stall) <= 1 for stall in self.stalls)

    def words(self):
        return (f"sync p50 {statistics.median(self.syncs):.2f} ms, max {max(self.syncs):.1f} ms; stolen {self.stolen} ticks"
                if self.syncs else f"stolen {self.stolen} ticks")


class Acks:
    """Beside a load: how many answers the server has acknowledged and what it spent, five times a second. The middle of
    them says what an answer costs without the logins and the opening before and the leaving after."""

    def __init__(self, site):
        self.site, self.samples, self.over = site, [], threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self.sample)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def sample(self):
        while not self.over.wait(0.2):
            self.samples.append((time.perf_counter(), cpu_seconds(self.site.server.pid), self.site.metric("examhall_acks_total")))

    def middle(self):
        """Acks a second, and microseconds of the server's CPU an ack, between a fifth and four fifths of them."""
        first, last = self.samples[0][2], self.samples[-1][2]
        inside = [s for s in self.samples if 0.2 <= (s[2] - first) / max(1, last - first) <= 0.8]
        (t0, c0, n0), (t1, c1, n1) = inside[0], inside[-1]
        return (n1 - n0) / (t1 - t0), (c1 - c0) / (n1 - n0) * 1e6
