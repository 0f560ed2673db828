// The page's one connection and what goes over it: keeps the session alive, watches the chosen batch again after every
// reconnect, and matches what was asked with what is answered.
import { ServerClock } from '../wire/clock';
import { Feed, type FeedState } from '../wire/feed';
import type { Act, ActResult, Card, FromServer, ToServer } from '../wire/messages';
import { renew, signOut, type Account } from '../wire/session';
import { Hall } from './hall';
import { Source } from './source';

const kRenewal = 10 * 60_000;
/** An open timeline follows its candidate no faster than this: the server reads a file for it. */
const kTimelineAge = 3_000;

/** What stands behind # in the address is anybody's. */
function batchOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}

interface Asked { message: ToServer; answered: (result: ActResult) => void }

export class Console {
  readonly source = new Source();
  readonly clock = new ServerClock();
  readonly hall = new Hall(() => this.clock.now());
  line: FeedState = { is: 'connecting' };
  batches: Card[] | undefined;
  chosen = '';
  /** Round trip of the last ping. */
  trip = 0;
  private readonly feed = new Feed({
    state: (state) => this.lineIs(state),
    message: (message) => this.receive(message),
    ended: () => this.ended(),
    stamp: () => this.clock.stamp(),
  });
  private readonly timers: number[] = [];
  private readonly asked = new Map<number, Asked>();
  private timelineAsked = { no: 0, at: 0 };
  // At random, so that neither a reload nor a second tab of this session meets a number that was used.
  private no = 1 + (crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1);

  constructor(readonly account: Account, private readonly ended: () => void) {
    this.chosen = batchOf(location.hash);
  }

  start(): void {
    this.feed.start();
    this.timers.push(window.setInterval(() => this.settle(performance.now()), 1_000));
    this.timers.push(window.setInterval(() => this.hall.sum(), 500));
    this.timers.push(window.setInterval(() => void renew().then((session) => session === 'not_signed_in' && this.leave()), kRenewal));
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.feed.stop();
  }

  reconnect(): void {
    this.feed.now();
  }

  async signOut(): Promise<void> {
    await signOut();
    this.leave();
  }

  choose(code: string): void {
    this.chosen = code;
    history.replaceState(null, '', `#${encodeURIComponent(code)}`);
    if (code !== '') this.feed.send({ type: 'watch', batch: code });
    else this.feed.settled();
    this.source.changed();
  }

  /** Resolves when the server has answered, however often the line breaks until then. */
  act(act: Omit<Act, 'no'>): Promise<ActResult> {
    const whole: Act = { no: this.no++, ...act };
    this.hall.done = [{ act: whole, at: this.clock.now() }, ...this.hall.done].slice(0, 100);
    return this.ask(whole.no, { type: 'act', ...whole });
  }

  decide(request: number, yes: boolean, reason: string): Promise<ActResult> {
    const no = this.no++;
    return this.ask(no, { type: 'approve', no, request, yes, reason });
  }

  timeline(ticket: string, before?: number): void {
    const known = this.hall.timeline?.ticket === ticket ? this.hall.timeline : { ticket, events: [], more: false };
    this.hall.timeline = { ...known, loading: true, stale: false };
    this.timelineAsked = { no: this.no++, at: performance.now() };
    this.feed.send({ type: 'timeline', no: this.timelineAsked.no, ticket, ...(before === undefined ? {} : { before }) });
    this.hall.rest.changed();
  }

  private settle(now: number): void {
    this.hall.settle(now);
    const open = this.hall.timeline;
    if (open?.stale && !open.loading && open.ticket === this.hall.board.selected && now - this.timelineAsked.at >= kTimelineAge) this.timeline(open.ticket);
  }

  private ask(no: number, message: ToServer): Promise<ActResult> {
    return new Promise((answered) => {
      this.asked.set(no, { message, answered });
      this.feed.send(message);
      this.hall.rest.changed();
    });
  }

  private receive(message: FromServer): void {
    if (message.type === 'hello') this.hello(message);
    if (message.type === 'pong') this.trip = this.clock.pong(message.t0, message.now);
    if (message.type === 'act_result') this.answer(message);
    if (message.type === 'error' && message.no !== undefined)
      this.answer({ no: message.no, state: 'refused', why: message.id, affected: 0, request: 0 });
    if (message.type === 'error' && message.id === 'no_such_batch') this.choose('');
    this.hall.receive(message);
    if (message.type === 'hall') this.askAgain();
    if (message.type === 'seats_end') this.feed.settled();
    if (message.type === 'batch') this.batches = this.batches?.map((card) => (card.code === message.batch.code ? message.batch : card));
  }

  private hello(message: Extract<FromServer, { type: 'hello' }>): void {
    this.clock.seed(message.now);
    this.batches = message.batches;
    if (!message.batches.some((card) => card.code === this.chosen)) this.chosen = '';
    const only = message.batches.length === 1 ? message.batches[0]!.code : '';
    this.choose(this.chosen || only);
  }

  /** The same number is not done twice: what was under way when the line broke is asked again. */
  private askAgain(): void {
    for (const { message } of this.asked.values()) this.feed.send(message);
    const open = this.hall.timeline?.ticket;
    if (open !== undefined) this.timeline(open);
  }

  private answer(result: ActResult): void {
    if (result.no === this.timelineAsked.no && this.hall.timeline !== undefined) this.hall.timeline.loading = false;
    const done = this.hall.done.find((entry) => entry.act.no === result.no);
    if (done !== undefined) done.result = result;
    this.asked.get(result.no)?.answered(result);
    this.asked.delete(result.no);
    this.hall.rest.changed();
  }

  private lineIs(state: FeedState): void {
    this.line = state;
    this.source.changed();
  }

  private leave(): void {
    this.stop();
    this.ended();
  }
}
