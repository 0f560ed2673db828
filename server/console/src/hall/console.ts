// The page's one connection and what goes over it: keeps the session alive, watches the chosen batch again after every
// reconnect, and matches what was asked with what is answered.
import { ServerClock } from '../wire/clock';
import { Feed, type FeedState } from '../wire/feed';
import { drawKey } from '../wire/key';
import type { ActResult, Card, FromServer, Named, Request, ToServer } from '../wire/messages';
import { renew, type Account } from '../wire/session';
import type { Wanted } from './check_act';
import { Hall } from './hall';
import type { Done, Timeline } from './record';
import { Source } from './source';
import { Trips } from './trips';
import { Unanswered } from './unanswered';

const kRenewal = 10 * 60_000;
/** So many of the acts of this page are remembered, and whatever has no answer yet: it is sent when it can be. */
const kDone = 100;
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

export class Console {
  readonly source = new Source();
  readonly clock = new ServerClock();
  readonly hall = new Hall(() => this.clock.now());
  line: FeedState = { is: 'connecting' };
  batches: Card[] | undefined;
  chosen = '';
  readonly trips = new Trips();
  /** Round trip of the last ping. */
  trip = 0;
  private readonly feed = new Feed({
    state: (state) => this.lineIs(state),
    message: (message) => this.receive(message),
    ended: () => this.left('ended'),
    stamp: () => this.clock.stamp(),
  });
  private readonly timers: number[] = [];
  private readonly unanswered = new Unanswered((message) => this.feed.send(message));
  private timelineAsked = { no: 0, at: 0 };
  // At random, so that neither a reload nor a second tab of this session meets a number that was used.
  private no = 1 + (crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1);

  /** @param left the session has ended, or its owner wants it to */
  constructor(readonly account: Account, private readonly left: (why: 'ended' | 'signing_out') => void) {
    this.chosen = batchOf(location.hash);
  }

  start(): void {
    this.feed.start();
    this.timers.push(window.setInterval(() => this.settle(performance.now()), 1_000));
    this.timers.push(window.setInterval(() => this.hall.sum(), 500));
    this.timers.push(window.setInterval(() => void renew().then((session) => session === 'not_signed_in' && this.leave('ended')), kRenewal));
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.feed.stop();
  }

  reconnect(): void {
    this.feed.now();
  }

  signOut(): void {
    this.leave('signing_out');
  }

  choose(code: string): void {
    if (code !== '' && code !== this.hall.batch?.code) this.hall.leave();
    this.unanswered.watch('');
    this.chosen = code;
    history.replaceState(null, '', `#${encodeURIComponent(code)}`);
    if (code !== '') this.feed.send({ type: 'watch', batch: code });
    else this.feed.settled();
    this.source.changed();
  }

  /** Upon the batch that is shown. Resolves when the server has answered, however often the line breaks until then. */
  act(act: Wanted): Promise<ActResult> {
    const named = this.named();
    const { kind, scope, target, reason } = act;
    return this.ask({ kind, scope, target, reason, at: this.clock.now(), asked: { ...named, sent: false, message: () => ({ type: 'act', ...named, ...act }) } });
  }

  decide(request: Request, yes: boolean, reason: string): Promise<ActResult> {
    const named = this.named();
    const message = (): ToServer | undefined => {
      const number = this.hall.numberOf(request);
      return number === undefined ? undefined : { type: 'approve', ...named, request: number, yes, reason };
    };
    const { scope, target } = request;
    return this.ask({ kind: yes ? 'approve' : 'decline', scope, target, reason, at: this.clock.now(), asked: { ...named, sent: false, message } });
  }

  /** What was refused for coming too fast was not done: the same once more. */
  again(no: number): Promise<ActResult> | undefined {
    const done = this.hall.done.find((entry) => entry.asked.no === no);
    if (done === undefined) return undefined;
    delete done.result;
    return this.under(done);
  }

  /** Takes back what no server has heard of. */
  withdraw(no: number): void {
    const done = this.hall.done.find((entry) => entry.asked.no === no);
    if (done !== undefined && !done.asked.sent) this.answer({ no, state: 'refused', why: 'withdrawn', affected: 0, request: 0 });
  }

  timeline(ticket: string, part: { before?: number; after?: number } = {}): void {
    const known = this.hall.timeline?.ticket === ticket ? this.hall.timeline : { ticket, events: [], more: false };
    this.hall.timeline = { ...known, loading: true, stale: false, failed: undefined };
    this.timelineAsked = { no: this.no++, at: performance.now() };
    this.feed.send({ type: 'timeline', no: this.timelineAsked.no, ticket, ...part });
    this.hall.rest.changed();
  }

  /** The same once more, after a reading that came to nothing. */
  timelineAgain(): void {
    if (this.hall.timeline !== undefined) this.follow(this.hall.timeline);
  }

  /** Only what is newer than the last entry that is known. */
  private follow({ ticket, events }: Timeline): void {
    const after = events.at(-1)?.seq;
    this.timeline(ticket, after === undefined ? {} : { after });
  }

  /** What staff did here: the latest, or what is older than is known; what comes after it comes by itself. */
  deeds(): void {
    this.hall.deeds = { ...(this.hall.deeds ?? { all: [], more: false }), loading: true };
    this.feed.send({ type: 'deeds' });
    this.hall.rest.changed();
  }

  private named(): Named {
    return { no: this.no++, batch: this.hall.batch?.code ?? this.chosen, key: drawKey() };
  }

  private settle(now: number): void {
    this.hall.settle(now);
    this.unanswered.hurry();
    const open = this.hall.timeline;
    if (open?.stale && !open.loading && open.ticket === this.hall.board.selected && now - this.timelineAsked.at >= kTimelineAge) this.follow(open);
  }

  private ask(done: Done): Promise<ActResult> {
    this.hall.done = [done, ...this.hall.done].filter((entry, at) => at < kDone || entry.result === undefined);
    return this.under(done);
  }

  private under(done: Done): Promise<ActResult> {
    const answer = this.unanswered.ask(done.asked);
    this.hall.rest.changed();
    return answer;
  }

  private receive(message: FromServer): void {
    if (message.type === 'hello') this.hello(message);
    if (message.type === 'pong') this.pong(message.t0, message.now);
    if (message.type === 'act_result') this.answer(message);
    if (message.type === 'error' && message.no !== undefined)
      this.answer({ no: message.no, state: 'refused', why: message.id, affected: 0, request: 0 });
    if (message.type === 'error' && message.id === 'no_such_batch') this.choose('');
    // Of a batch that was left before it came: the server shows another by the time anything could be sent.
    if (message.type === 'hall' && message.batch.code !== this.chosen) return this.hall.leave();
    this.hall.receive(message);
    if (message.type === 'hall') this.askAgain(message.batch.code);
    if (message.type === 'requests') this.unanswered.hurry();
    if (message.type === 'seats_end') this.feed.settled();
    if (message.type === 'batch') this.card(message.batch);
  }

  /** Of a batch that is listed, or that this account sees from now on. */
  private card(batch: Card): void {
    const others = this.batches ?? [];
    const known = others.some((card) => card.code === batch.code);
    this.batches = known ? others.map((card) => (card.code === batch.code ? batch : card)) : [...others, batch];
    this.source.changed();
  }

  private pong(t0: number, now: number): void {
    this.trip = this.clock.pong(t0, now);
    this.trips.note(this.clock.now(), this.trip);
  }

  private hello(message: Extract<FromServer, { type: 'hello' }>): void {
    this.clock.seed(message.now);
    this.batches = message.batches;
    if (!message.batches.some((card) => card.code === this.chosen)) this.chosen = '';
    const only = message.batches.length === 1 ? message.batches[0]!.code : '';
    this.choose(this.chosen || only);
  }

  private askAgain(batch: string): void {
    this.unanswered.watch(batch);
    const open = this.hall.timeline?.ticket;
    if (open !== undefined) this.timeline(open);
  }

  private answer(result: ActResult): void {
    if (result.no === this.timelineAsked.no && this.hall.timeline !== undefined) Object.assign(this.hall.timeline, { loading: false, failed: result.why });
    const done = this.hall.done.find((entry) => entry.asked.no === result.no);
    if (done !== undefined) done.result = result;
    this.unanswered.answer(result);
    this.hall.rest.changed();
  }

  private lineIs(state: FeedState): void {
    this.line = state;
    if (state.is !== 'open') {
      this.unanswered.watch('');
      this.hall.lost();
      this.trips.broken(this.clock.now());
    }
    this.source.changed();
  }

  private leave(why: 'ended' | 'signing_out'): void {
    this.stop();
    this.left(why);
  }
}
