// One watched batch as the feed tells it: a fold over the messages, without a socket and without a view.
import type { Act, ActResult, Card, Entry, FromServer, Incident, Request, Row } from '../wire/messages';
import { Board } from './board';
import { findDrops, type Drop } from './drops';
import { Rates } from './rates';
import { count, Roster, type Totals } from './roster';
import { Source } from './source';

/** A pong says that everything has come that was on disk this long before it. */
const kPongLag = 1_000;

export interface Timeline {
  ticket: string; events: Entry[]; more: boolean; loading: boolean;
  /** The candidate's row has changed since it was asked for. */
  stale?: boolean;
}
/** What became of an act, for as long as the page is open. */
export interface Done { act: Act; result?: ActResult; at: number }

export class Hall {
  /** Rows: up to ten times a second. */
  readonly rows = new Source();
  /** Totals, drops, charts: twice a second. */
  readonly sums = new Source();
  /** Everything else. */
  readonly rest = new Source();

  readonly roster = new Roster();
  readonly board = new Board(this.roster);
  readonly rates = new Rates();
  batch: Card | undefined;
  items = 0;
  can: readonly string[] = [];
  storageOk = true;
  loading = true;
  /** The server's time up to which everything is shown. */
  asOf = 0;
  totals: Totals = count([]);
  drops: Drop[] = [];
  requests: Request[] = [];
  incidents: Incident[] = [];
  timeline: Timeline | undefined;
  done: Done[] = [];
  private stale = false;
  private seen = new Set<string>();

  constructor(private readonly now: () => number) {}

  /** The room that is chosen, or the only one there is; empty: several. */
  get place(): string {
    return this.board.filter.place || (this.board.filter.site === '' || this.board.filter.site === this.totals.site ? this.totals.place : '');
  }

  /** The same of the site, if no room is. */
  get site(): string {
    return this.board.filter.site || this.totals.site;
  }

  receive(message: FromServer): void {
    switch (message.type) {
      case 'hall': return this.begin(message);
      case 'seats': return this.load(message.rows);
      case 'seats_end': return this.loaded();
      case 'change': return this.change(message);
      case 'batch': return this.card(message.batch);
      case 'pong': return this.pong(message.now);
      case 'storage': this.storageOk = message.ok; break;
      case 'requests': this.requests = message.open; break;
      case 'incidents': this.note(message.all); break;
      case 'timeline': this.tell(message); break;
      default: return;
    }
    this.rest.changed();
  }

  /** Once a second: what time alone changes, and the order of the grid. */
  settle(monotonic: number): void {
    if (this.loading) return;
    if (this.roster.judgeAll(this.now())) this.board.note(true);
    this.board.settle(monotonic);
    this.stale = true;
    this.sum();
  }

  /** Counts again if rows have changed since the last time. */
  sum(): void {
    if (!this.stale || this.loading) return;
    this.stale = false;
    this.totals = count(this.roster.seats.values());
    this.drops = findDrops([...this.roster.seats.values()].map((seat) => seat.row));
    this.rates.note(this.asOf, this.totals.all - this.totals.status.registered - this.totals.status.absent, this.roster.answered);
    this.sums.changed();
  }

  private begin(message: Extract<FromServer, { type: 'hall' }>): void {
    if (message.batch.code !== this.batch?.code) this.forget();
    this.seen.clear();
    this.loading = true;
    this.items = message.items;
    this.can = message.can;
    this.storageOk = message.storage_ok;
    this.asOf = message.now;
    this.card(message.batch);
  }

  /** Another batch: nothing of the old one may be left. */
  private forget(): void {
    this.roster.clear();
    this.rates.clear();
    this.incidents = [];
    this.requests = [];
    this.timeline = undefined;
    this.board.selected = '';
  }

  private card(batch: Card): void {
    this.batch = batch;
    this.roster.start = batch.start;
    this.rest.changed();
  }

  private load(rows: readonly Row[]): void {
    this.roster.load(rows, this.now());
    for (const row of rows) this.seen.add(row.ticket);
  }

  /** After a reconnect, who did not come again is not seen any more. */
  private loaded(): void {
    for (const ticket of [...this.roster.seats.keys()]) if (!this.seen.has(ticket)) this.roster.remove(ticket);
    this.loading = false;
    this.stale = true;
    this.board.refresh();
    this.sum();
    this.rows.changed();
    this.rest.changed();
  }

  private change(message: Extract<FromServer, { type: 'change' }>): void {
    let trouble = false;
    const now = this.now();
    for (const row of message.rows) {
      trouble = this.roster.apply(row, now) || trouble;
      this.seen.add(row[0]);
      if (row[0] === this.timeline?.ticket) this.timeline.stale = true;
    }
    for (const ticket of message.gone ?? []) {
      trouble = this.roster.remove(ticket) || trouble;
      this.seen.delete(ticket);
    }
    this.asOf = Math.max(this.asOf, message.at);
    this.stale = true;
    this.board.note(trouble);
    this.rows.changed();
  }

  private pong(now: number): void {
    if (!this.loading) this.asOf = Math.max(this.asOf, now - kPongLag);
  }

  private note(all: readonly Incident[]): void {
    const known = new Map(this.incidents.map((incident) => [incident.seq, incident]));
    for (const incident of all) known.set(incident.seq, incident);
    this.incidents = [...known.values()].sort((one, other) => other.seq - one.seq);
  }

  private tell(message: Extract<FromServer, { type: 'timeline' }>): void {
    if (this.timeline?.ticket !== message.ticket) return;
    const known = new Map(this.timeline.events.map((entry) => [entry.seq, entry]));
    for (const entry of message.events) known.set(entry.seq, entry);
    const events = [...known.values()].sort((one, other) => one.seq - other.seq);
    const oldest = message.events[0]?.seq ?? 0;
    const reachesBack = events[0]?.seq === oldest;
    this.timeline = { ...this.timeline, events, loading: false, more: reachesBack ? message.more : this.timeline.more };
  }
}
