"""A websocket client that can break every rule: frames are made by hand and nothing is checked before it is sent."""
import asyncio
import base64
import json
import os
import socket
import ssl
import struct

TEXT, BINARY, CLOSE, PING = 1, 2, 8, 9


class Dropped(Exception):
    """The connection ended without a close frame."""


def frame(payload, opcode=TEXT, fin=True, reserved=0, masked=True, length=None):
    """One frame; `length` is a header that lies."""
    payload = payload.encode() if isinstance(payload, str) else payload
    size = len(payload) if length is None else length
    head = bytes([fin << 7 | reserved << 4 | opcode])
    mask_bit = masked << 7
    if size < 126:
        head += bytes([mask_bit | size])
    elif size < 1 << 16:
        head += bytes([mask_bit | 126]) + struct.pack(">H", size)
    else:
        head += bytes([mask_bit | 127]) + struct.pack(">Q", size)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    stretched = mask * (len(payload) // 4 + 1)
    return head + mask + bytes(a ^ b for a, b in zip(payload, stretched))


def login(ticket, **changes):
    return {"type": "login", "ticket": ticket["ticket"], "code": ticket["code"], "client": "hostile", "machine": "H", **changes}


class Target:
    """The server under attack: where it is, and the authority that signed its certificate."""

    def __init__(self, port, authority, tickets):
        self.port, self.tickets = port, tickets
        self.tls = ssl.create_default_context(cafile=str(authority))

    def take_ticket(self):
        return self.tickets.pop()

    async def tcp(self, receive_buffer=None):
        plain = socket.socket()
        plain.setblocking(False)
        if receive_buffer:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", self.port))
        return plain

    async def stream(self, receive_buffer=None, context=None):
        plain = await self.tcp(receive_buffer)
        reader, writer = await asyncio.open_connection(sock=plain, ssl=context or self.tls, server_hostname="localhost",
                                                       ssl_handshake_timeout=30)
        return Raw(reader, writer)

    async def websocket(self, **how):
        raw = await self.stream(**how)
        status, _ = await raw.request(upgrade())
        if status != 101:
            raise Dropped(f"HTTP {status} in place of a websocket")
        return raw

    async def seat(self, ticket=None, **how):
        """Logged in; the welcome has been read."""
        raw = await self.websocket(**how)
        raw.ticket = ticket or self.take_ticket()
        await raw.say(login(raw.ticket))
        raw.welcome = await raw.until("welcome")
        return raw


def upgrade(target="/exam", **headers):
    lines = {"Host": "localhost", "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
             "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(), "Sec-WebSocket-Protocol": "examhall.v1"}
    lines.update({name.replace("_", "-"): value for name, value in headers.items()})
    return f"GET {target} HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in lines.items() if v is not None) + "\r\n"


class Raw:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def put(self, data):
        self.writer.write(data.encode() if isinstance(data, str) else data)
        await self.writer.drain()

    async def say(self, message):
        await self.put(frame(message if isinstance(message, (str, bytes)) else json.dumps(message)))

    async def request(self, text):
        """HTTP: status and body."""
        await self.put(text)
        try:
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except (asyncio.IncompleteReadError, OSError) as lost:
            raise Dropped(str(lost)) from lost
        lengths = [line.split(":")[1] for line in head.split("\r\n") if line.lower().startswith("content-length")]
        body = await self.reader.readexactly(int(lengths[0])) if lengths else b""
        return int(head.split()[1]), body

    async def read_frame(self):
        try:
            first, second = await self.reader.readexactly(2)
            size = second & 127
            if size > 125:
                size = int.from_bytes(await self.reader.readexactly(2 if size == 126 else 8), "big")
            return first & 15, await self.reader.readexactly(size)
        except (asyncio.IncompleteReadError, OSError, ssl.SSLError) as lost:
            raise Dropped(str(lost)) from lost

    async def hear(self):
        """The next message; a close frame is ("close", code)."""
        while True:
            opcode, payload = await self.read_frame()
            if opcode == PING:
                await self.put(frame(payload, 10))
            elif opcode == CLOSE:
                return {"type": "close", "code": int.from_bytes(payload[:2], "big") if payload else 1005}
            elif opcode == TEXT:
                return json.loads(payload)

    async def until(self, *wanted, patience=30):
        """The next message of one of these types."""
        async def find():
            while True:
                message = await self.hear()
                if message["type"] in wanted:
                    return message
                if message["type"] in ("close", "error"):
                    raise Dropped(str(message))
        return await asyncio.wait_for(find(), patience)

    async def verdict(self, patience=30):
        """All error ids until the end, and the close code; None if it was cut off."""
        errors = []

        async def listen():
            while True:
                message = await self.hear()
                if message["type"] == "close":
                    return message["code"]
                if message["type"] == "error":
                    errors.append(message["id"])
        try:
            return errors, await asyncio.wait_for(listen(), patience)
        except Dropped:
            return errors, None

    async def sees_end(self, patience=30):
        """True once the server has ended the connection."""
        async def drain():
            while await self.reader.read(1 << 16):
                pass
        try:
            await asyncio.wait_for(drain(), patience)
        except asyncio.TimeoutError:
            return False
        except (OSError, ssl.SSLError):
            pass
        return True

    def close(self):
        self.writer.transport.abort()
