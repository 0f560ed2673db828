// The websocket to the server: connects again by itself, and says what it is doing. What it cannot know is why an upgrade
// was refused (browsers do not tell), so after a socket that never opened it asks the session before it tries again.
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
/** So long without an answer, be it to the opening or to a ping: a dead network does not tell. */
export const kSilence = 8_000;
/** The same while whole halls come: over a slow line one frame of rows takes longer, and nothing tells how far it is. */
export const kLoading = 30_000;
export const kPing = 2_000;

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
  /** Since when something is owed to us: the opening, or the answer to a ping. A page in the background pings once a minute, and
      that nothing came between two pings says nothing of the line. */
  private owed: number | undefined;
  private loading = false;
  private barred = false;
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

  /** All that was asked for has come: from here on a line that breaks is a new one. Until then, one that breaks each time halfway
      through the rows of a large hall is not tried again at once for ever. */
  settled(): void {
    this.attempt = 0;
    this.loading = false;
  }

  /** @returns false if there is no connection: nothing was sent */
  send(message: ToServer): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    this.loading ||= message.type === 'watch';
    return true;
  }

  private connect(): void {
    this.listener.state({ is: 'connecting' });
    const address = new URL('/console/feed', location.href);
    address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:';
    const socket = new WebSocket(address, 'examhall.console.v1');
    this.socket = socket;
    this.owed = performance.now();
    this.loading = false;
    this.barred = true;
    socket.onopen = () => this.opened();
    socket.onmessage = (event) => this.received(event.data);
    socket.onclose = (event) => this.closed(socket, event.code);
    clearInterval(this.pinger);
    this.pinger = window.setInterval(() => this.ping(), kPing);
  }

  private opened(): void {
    this.owed = undefined;
    this.barred = false;
    this.listener.state({ is: 'open' });
    this.ping();
  }

  private received(data: unknown): void {
    this.owed = undefined;
    if (typeof data === 'string') this.listener.message(JSON.parse(data) as FromServer);
  }

  private ping(): void {
    const now = performance.now();
    const patience = this.loading ? kLoading : kSilence;
    if (this.socket !== undefined && this.owed !== undefined && now - this.owed >= patience) return this.abandon(this.socket);
    if (this.send({ type: 'ping', t0: this.listener.stamp() })) this.owed ??= now;
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
    if (!this.barred) return this.connect();
    this.listener.state({ is: 'connecting' });
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
