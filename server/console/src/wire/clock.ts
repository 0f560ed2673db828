// The server's time as this page knows it: the monotonic clock and an offset from the pong with the shortest way. Whoever
// sets the machine's clock moves nothing here.

const kKept = 8;

export class ServerClock {
  private samples: { trip: number; offset: number }[] = [];
  private offset = 0;

  constructor(private readonly monotonic: () => number = () => performance.now()) {}

  /** What `t0` of a ping has to be. */
  stamp(): number {
    return Math.round(this.monotonic());
  }

  /** Until the first pong: the time that came with `hello`. */
  seed(now: number): void {
    if (this.samples.length === 0) this.offset = now - this.monotonic();
  }

  /** @returns the round trip in milliseconds */
  pong(t0: number, now: number): number {
    const t3 = this.monotonic();
    const trip = t3 - t0;
    if (trip < 0) return 0;
    this.samples = [...this.samples.slice(1 - kKept), { trip, offset: now - (t0 + t3) / 2 }];
    this.offset = this.samples.reduce((best, sample) => (sample.trip < best.trip ? sample : best)).offset;
    return trip;
  }

  now(): number {
    return this.monotonic() + this.offset;
  }
}
