// The websocket to the server: connects again by itself, and says what it is doing. What it cannot know is why an upgrade
// was refused (browsers do not tell), so it asks the session before it tries again.
import { backoff } from './backoff';
import type { FromServer, ToServer } from './messages';
import { renew } from './session';

export type FeedState =
  | { is: 'connecting' }
  | { is: 'open' }
  | { is: 'waiting'; until: number }
  | { is: 'ended' };

const kSessionEnded = 4010;
const kGrantsChanged = 4011;
/** Three pings without any answer: a dead network does not tell. */
const kSilence = 8_000;
const kPing = 2_000;

export interface FeedListener {
  state(state: FeedState): void;
  message(message: FromServer): void;
  /** The server refuses this session: sign in again. */
  ended(): void;
  stamp(): number;
}

export class Feed {
  private socket: WebSocket | undefined;
  private attempt = 0;
  private timer = 0;
  private pinger = 0;
  private heard = 0;
  private stopped = false;

  constructor(private readonly listener: FeedListener) {}

  start(): void {
    this.connect();
    addEventListener('online', this.now);
  }

  stop(): void {
    this.stopped = true;
    removeEventListener('online', this.now);
    clearTimeout(this.timer);
    clearInterval(this.pinger);
    this.socket?.close(1000);
    this.listener.state({ is: 'ended' });
  }

  /** Connects at once if it was waiting. */
  readonly now = (): void => {
    if (this.socket !== undefined || this.stopped) return;
    clearTimeout(this.timer);
    this.connect();
  };

  /** @returns false if there is no connection: nothing was sent */
  send(message: ToServer): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private connect(): void {
    this.listener.state({ is: 'connecting' });
    const address = new URL('/console/feed', location.href);
    address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:';
    const socket = new WebSocket(address, 'examhall.console.v1');
    this.socket = socket;
    this.heard = performance.now();
    socket.onopen = () => this.opened();
    socket.onmessage = (event) => this.received(event.data);
    socket.onclose = (event) => this.closed(socket, event.code);
    clearInterval(this.pinger);
    this.pinger = window.setInterval(() => this.ping(), kPing);
  }

  private opened(): void {
    this.heard = performance.now();
    this.listener.state({ is: 'open' });
    this.ping();
  }

  private received(data: unknown): void {
    this.attempt = 0;
    this.heard = performance.now();
    if (typeof data === 'string') this.listener.message(JSON.parse(data) as FromServer);
  }

  private ping(): void {
    if (performance.now() - this.heard > kSilence && this.socket !== undefined) this.abandon(this.socket);
    else this.send({ type: 'ping', t0: this.listener.stamp() });
  }

  /** A close handshake over a dead line takes minutes: nobody waits for it. */
  private abandon(socket: WebSocket): void {
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.closed(socket, 1006);
  }

  private closed(socket: WebSocket, code: number): void {
    if (this.socket !== socket || this.stopped) return;
    this.socket = undefined;
    clearInterval(this.pinger);
    if (code === kSessionEnded) return this.refused();
    const wait = code === kGrantsChanged ? 0 : backoff(this.attempt++, Math.random());
    this.listener.state({ is: 'waiting', until: performance.now() + wait });
    this.timer = window.setTimeout(() => void this.tryAgain(), wait);
  }

  private async tryAgain(): Promise<void> {
    const session = await renew();
    if (this.stopped || this.socket !== undefined) return;
    if (session === 'not_signed_in') this.refused();
    else this.connect();
  }

  private refused(): void {
    this.stop();
    this.listener.ended();
  }
}
