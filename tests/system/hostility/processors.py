"""Who runs where, so that what the honest wait is the server's doing and not the scheduler's."""
import os
import subprocess


class Shared:
    """One processor, or a system that refuses: nothing is separated, the hostile are merely polite."""
    words = "未分开处理器 / the processors are not separated: what the honest wait holds the scheduler's part too"

    def server(self, command):
        return command

    honest = server

    def hostile(self, command):
        return ["nice", "-n", "10", *command]

    def become_hostile(self):
        os.nice(10)


class Separate:
    """The server and the honest may use every processor; the hostile, and the control server, only the last one, and that
    only while nobody else wants it. So what is left is what the server's own thread does between two answers."""

    def __init__(self, last):
        self.last = str(last)
        self.words = (f"攻击者和对照服务器：仅处理器 {last}，SCHED_IDLE / the hostile and the control server: processor {last} alone, "
                      "with SCHED_IDLE; 其余 / the others: all")

    def server(self, command):
        return command

    honest = server

    def hostile(self, command):
        return ["taskset", "-c", self.last, "chrt", "-i", "0", *command]

    def become_hostile(self):
        os.sched_setaffinity(0, {int(self.last)})
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def divide():
    able = sorted(os.sched_getaffinity(0))
    if len(able) < 2:
        return Shared()
    made = Separate(able[-1])
    try:
        subprocess.run(made.hostile(["true"]), check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return Shared()
    return made
