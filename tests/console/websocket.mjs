// As much of RFC 6455 as the fake server needs: text frames, close, and fragments of nothing.
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';

const kGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

function frame(opcode, payload) {
  const size = payload.length;
  const head = size < 126 ? Buffer.from([0x80 | opcode, size]) : Buffer.alloc(size < 65_536 ? 4 : 10);
  if (size >= 126) head[0] = 0x80 | opcode;
  if (size >= 126 && size < 65_536) [head[1]] = [126, head.writeUInt16BE(size, 2)];
  if (size >= 65_536) [head[1]] = [127, head.writeBigUInt64BE(BigInt(size), 2)];
  return Buffer.concat([head, payload]);
}

/** One frame from the start of the buffer, or undefined if it is not whole yet. */
function parse(buffer) {
  if (buffer.length < 6) return undefined;
  let size = buffer[1] & 0x7f;
  let at = 2;
  if (size === 126) [size, at] = [buffer.readUInt16BE(2), 4];
  else if (size === 127) [size, at] = [Number(buffer.readBigUInt64BE(2)), 10];
  if (buffer.length < at + 4 + size) return undefined;
  const mask = buffer.subarray(at, at + 4);
  const payload = Buffer.from(buffer.subarray(at + 4, at + 4 + size)).map((byte, place) => byte ^ mask[place % 4]);
  return { opcode: buffer[0] & 0x0f, payload, rest: buffer.subarray(at + 4 + size) };
}

/** Emits `message` (parsed JSON) and `gone`. */
class Peer extends EventEmitter {
  constructor(socket) {
    super();
    this.socket = socket;
    let waiting = Buffer.alloc(0);
    socket.on('data', (data) => {
      waiting = Buffer.concat([waiting, data]);
      for (let next = parse(waiting); next !== undefined; next = parse(waiting)) {
        waiting = next.rest;
        if (next.opcode === 1) this.emit('message', JSON.parse(next.payload.toString('utf8')));
        if (next.opcode === 8) socket.end(frame(8, next.payload));
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => this.emit('gone'));
  }

  send(message) {
    this.socket.write(frame(1, Buffer.from(JSON.stringify(message))));
  }

  close(code) {
    this.socket.end(frame(8, Buffer.from([code >> 8, code & 0xff])));
  }
}

export function accept(request, socket, protocol) {
  const key = createHash('sha1').update(request.headers['sec-websocket-key'] + kGuid).digest('base64');
  socket.setNoDelay(true);
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n` +
    `Sec-WebSocket-Protocol: ${protocol}\r\n\r\n`);
  return new Peer(socket);
}
