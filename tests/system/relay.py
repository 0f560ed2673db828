"""A wire between client and server that a test can cut, hold or make long. Runs on a thread of its own."""
import asyncio
import threading


class Relay:
    def __init__(self, target):
        self.target, self.delay, self.open, self.lines = target, 0.0, True, set()
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self.run, args=[ready], daemon=True).start()
        ready.wait()

    def run(self, ready):
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(asyncio.start_server(self.serve, "127.0.0.1", 0))
        self.port = self.server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    async def serve(self, reader, writer):
        if not self.open:
            return writer.transport.abort()
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            return writer.transport.abort()
        ends = (writer, back)
        self.lines.update(ends)
        await asyncio.gather(self.carry(reader, back), self.carry(there, writer))
        self.lines.difference_update(ends)

    async def carry(self, reader, writer):
        """Every piece arrives `delay` after it was read; pieces overtake nothing and wait for nobody."""
        pieces = asyncio.Queue()
        sender = asyncio.ensure_future(self.send(pieces, writer))
        try:
            while piece := await reader.read(65536):
                pieces.put_nowait((self.loop.time() + self.delay, piece))
        except OSError:
            pass
        pieces.put_nowait((0, b""))
        await sender

    async def send(self, pieces, writer):
        try:
            while True:
                due, piece = await pieces.get()
                if not piece:
                    break
                await asyncio.sleep(max(0, due - self.loop.time()))
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass
        writer.close()

    def cut(self):
        """At once, and nobody gets through until mend()."""
        self.open = False
        self.loop.call_soon_threadsafe(lambda: [w.transport.abort() for w in list(self.lines)])

    def mend(self):
        self.open = True
