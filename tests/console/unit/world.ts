// What the page's line uses of a browser, with a clock that the test turns: no test waits.
interface Timer { at: number; every: number; run: () => void }

export class Socket {
  static readonly OPEN = 1;
  readyState = 0;
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 3;
  }

  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  breaks(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

/** Asked for and answered by hand; `aborted` by the page. */
export interface Asked { path: string; answer: (status: number, body?: object) => void; aborted: boolean }

export class World {
  now = 0;
  readonly sockets: Socket[] = [];
  readonly asked: Asked[] = [];
  private readonly timers = new Map<number, Timer>();
  private next = 1;

  constructor() {
    const later = (repeats: boolean) => (run: () => void, wait = 0): number => {
      this.timers.set(this.next, { at: this.now + wait, every: repeats ? wait : 0, run });
      return this.next++;
    };
    const stop = (id: number): void => void this.timers.delete(id);
    const clocks = { setTimeout: later(false), setInterval: later(true), clearTimeout: stop, clearInterval: stop };
    const { sockets } = this;
    replace({
      ...clocks, window: clocks, location: { href: 'https://hall/console/', hash: '' }, addEventListener: () => {}, removeEventListener: () => {},
      crypto: { getRandomValues: random }, history: { replaceState: () => {} }, performance: { now: () => this.now }, fetch: (path: string, init: RequestInit) => this.fetch(path, init),
      WebSocket: class extends Socket {
        constructor() {
          super();
          sockets.push(this);
        }
      },
    });
  }

  get socket(): Socket {
    return this.sockets.at(-1)!;
  }

  /** Lets time pass, and what is waited for happen. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      await settle();
      const due = [...this.timers].filter(([, timer]) => timer.at <= end).sort(([, one], [, other]) => one.at - other.at)[0];
      if (due === undefined) break;
      const [id, timer] = due;
      this.now = timer.at;
      if (timer.every > 0) timer.at += timer.every;
      else this.timers.delete(id);
      timer.run();
    }
    this.now = end;
    await settle();
  }

  /** Time in which the browser ran no timer, as in the background: each runs once, late. */
  async doze(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    for (const timer of this.timers.values()) timer.at = Math.max(timer.at, this.now);
    await this.pass(0);
  }

  private fetch(path: string, init: RequestInit): Promise<Response> {
    return new Promise((answered, failed) => {
      const answer = (status: number, body: object = {}): void =>
        answered({ ok: status < 300, status, text: () => Promise.resolve(JSON.stringify(body)) } as Response);
      const asked: Asked = { path, aborted: false, answer };
      init.signal?.addEventListener('abort', () => {
        asked.aborted = true;
        failed(new Error('aborted'));
      });
      this.asked.push(asked);
    });
  }
}

function random<Numbers extends Uint8Array | Uint32Array>(numbers: Numbers): Numbers {
  return numbers.fill(1).map((one, at) => one + at * Math.floor(Math.random() * 50)) as Numbers;
}

function replace(names: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(names)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; ++turn) await Promise.resolve();
}
