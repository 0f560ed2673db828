"""Cases of disk_faults.py in which it is not the disk that fails: the process is frozen, or short of descriptors or
of memory."""
import contextlib
import os
import signal
import socket
import ssl
import time
from pathlib import Path

from exam_site import Failed
from loop_disk import run as command

FROZEN_FOR = 60  # twice as long as the server lets a connection be silent


def frozen(rig):
    """SIGSTOP, as by a hypervisor, and on again."""
    server = rig.site.server
    server.send_signal(signal.SIGSTOP)
    time.sleep(1)
    rig.expect_silence(FROZEN_FOR - 1)
    lines_before = len(rig.witnesses.noted("lost"))
    server.send_signal(signal.SIGCONT)
    back = rig.expect_acks_from_all(30)
    lost = len(rig.witnesses.noted("lost")) - lines_before
    return f"{FROZEN_FOR} s 冻结，{back:.2f} s 后人人得到确认，断线 {lost} / frozen, everybody acked again after, lines lost"


@contextlib.contextmanager
def crowd(rig, size, greet=False):
    """Connections that say nothing; with `greet` they complete the TLS handshake. As many as come in ten seconds."""
    sockets, until = [], time.monotonic() + 10
    try:
        while len(sockets) < size and time.monotonic() < until:
            with contextlib.suppress(OSError):
                raw = socket.create_connection(("127.0.0.1", rig.site.port), 1)
                sockets.append(raw)
                if greet:
                    raw.settimeout(1)
                    sockets[-1] = rig.context.wrap_socket(raw, server_hostname="localhost")
        yield sockets
    finally:
        for s in sockets:
            s.close()


def descriptors(rig):
    """The limit of open files falls to what is open now; strangers come; then it is lifted."""
    pid = rig.site.server.pid
    before = command("prlimit", "--pid", pid, "--nofile", "--noheadings", "-o", "SOFT,HARD").split()
    command("prlimit", "--pid", pid, f"--nofile={len(os.listdir(f'/proc/{pid}/fd'))}:{before[1]}")
    with crowd(rig, 100):
        rig.expect_acks_from_all()
        late = rig.latecomer()
        time.sleep(5)
        rig.expect_acks_from_all()
        if late.noted("welcome"):
            raise Failed("描述符没有耗尽 / the descriptors were not exhausted: this proves nothing")
        if not late.noted("lost"):
            raise Failed("迟到者没有被告知 / the latecomer was not told")
        command("prlimit", "--pid", pid, f"--nofile={':'.join(before)}")
        back = rig.wait("放开后迟到者仍不得入 / the latecomer is not let in afterwards", lambda: late.noted("ack"), 30)
    return f"座上者一直得到确认，放开后 {back:.2f} s 迟到者入座 / the seated were acked throughout, the latecomer after"


def memory(rig):
    """Little memory more than there is in use, and strangers who want some. Either the server goes on, or it dies
    and is started again; nobody loses an answer."""
    pid, server = rig.site.server.pid, rig.site.server
    used = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * os.sysconf("SC_PAGESIZE")
    command("prlimit", "--pid", pid, f"--as={used + (4 << 20)}:")
    with crowd(rig, 1500, greet=True) as sockets:
        time.sleep(3)
        came = sum(isinstance(s, ssl.SSLSocket) for s in sockets)
        died = server.poll()
        if died is None:
            rig.expect_acks_from_all()
    if died is None:
        command("prlimit", "--pid", pid, "--as=unlimited:")
    else:
        rig.site.start_server()
    rig.expect_acks_from_all(30)
    return f"{came} 条额外连接，服务器{'未退出' if died is None else f'退出 {died} 后重启'} / strangers let in, server's exit {died}"
