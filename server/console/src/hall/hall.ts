// One watched batch as the feed tells it: a fold over the messages, without a socket and without a view.
import type { Card, FromServer, Incident, Request, Row } from '../wire/messages';
import { Board } from './board';
import { findDrops, type Drop } from './drops';
import { Rates } from './rates';
import { isSame, joined, noted, told, type Deeds, type Done, type Timeline } from './record';
import { count, Roster, type Totals } from './roster';
import { Source } from './source';

/** A pong says that everything has come that was on disk this long before it. */
const kPongLag = 1_000;

/** How long after its rows a batch's open requests have come, if there are any. */
const kListed = 3_000;

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
  /** What is shown is not the present: the rows come, or nothing does. */
  loading = true;
  /** The server's time up to which everything is shown; 0 as long as that is nothing. */
  asOf = 0;
  totals: Totals = count([]);
  drops: Drop[] = [];
  requests: Request[] = [];
  incidents: Incident[] = [];
  /** What comes of the record after a `hall`, until all of it is there; undefined: it is. The old list stays until then. */
  private coming: Incident[] | undefined = [];
  timeline: Timeline | undefined;
  done: Done[] = [];
  /** Undefined until somebody wants to see them. */
  deeds: Deeds | undefined;
  private stale = false;
  /** What `asOf` will be once all rows are here. */
  private upTo = 0;
  /** Since when they are; and whether all that waits for a second person is in `requests`. */
  private loadedAt = Infinity;
  private listed = false;
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

  /** Whether the whole record of incidents is shown. */
  get allNotes(): boolean {
    return this.coming === undefined;
  }

  /** Whether all is here that a report is made of, as of now. */
  get whole(): boolean {
    return !this.loading && this.storageOk && this.allNotes;
  }

  receive(message: FromServer): void {
    if (this.batch === undefined && message.type !== 'hall') return; // of one that was left
    switch (message.type) {
      case 'hall': return this.begin(message);
      case 'seats': return this.load(message.rows);
      case 'seats_end': return this.loaded();
      case 'change': return this.change(message);
      case 'not_saved': return this.wait(message.rows);
      case 'batch': return message.batch.code === this.batch?.code ? this.card(message.batch) : undefined; // or of another
      case 'pong': return this.pong(message.now);
      case 'storage': this.storageOk = message.ok; break;
      case 'requests': this.list(message.open); break;
      case 'incidents': this.note(message.all); break;
      case 'incidents_end': this.allNoted(); break;
      case 'deeds':
        if (this.deeds !== undefined) this.deeds = joined(this.deeds, message);
        break;
      case 'timeline':
        if (this.timeline?.ticket === message.ticket) this.timeline = told(this.timeline, message);
        break;
      default: return;
    }
    this.rest.changed();
  }

  /** Once a second: what time alone changes, and the order of the grid. */
  settle(monotonic: number): void {
    if (this.loading) return;
    this.loadedAt = Math.min(this.loadedAt, monotonic);
    if (this.storageOk && monotonic - this.loadedAt >= kListed) this.listed = true;
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

  /** The line is gone: the picture stands still, troubles that time alone makes included. */
  lost(): void {
    this.loading = true;
    this.rest.changed();
  }

  /** Another batch is chosen: nothing of the old one may be left, and nothing be done to it. */
  leave(): void {
    this.roster.clear();
    this.rates.clear();
    this.batch = undefined;
    this.can = [];
    this.asOf = 0;
    this.loading = true;
    this.startAnew();
    this.incidents = [];
    this.timeline = undefined;
    this.board.select('');
    this.board.refresh();
    this.totals = count([]);
    this.drops = [];
    this.rest.changed();
  }

  /** The number under which this is asked for here and now; 0 if it no longer is, undefined if that is not known yet. */
  numberOf(request: Request): number | undefined {
    return this.requests.find((open) => isSame(open, request))?.request ?? (this.listed ? 0 : undefined);
  }

  private begin(message: Extract<FromServer, { type: 'hall' }>): void {
    if (this.batch !== undefined && message.batch.code !== this.batch.code) this.leave();
    this.seen.clear();
    this.startAnew();
    this.loading = true;
    this.items = message.items;
    this.can = message.can;
    this.storageOk = message.storage_ok;
    this.upTo = message.now;
    this.card(message.batch);
  }

  /** What the server tells whole after every `hall`: what is not there again is decided, withdrawn or not for this account any more. */
  private startAnew(): void {
    this.requests = [];
    this.coming = [];
    this.deeds = undefined;
    this.roster.forgetWaiting(this.now());
    if (this.timeline !== undefined) this.timeline = { ticket: this.timeline.ticket, events: [], more: false, loading: true };
    this.listed = false;
    this.loadedAt = Infinity;
  }

  /** Also while the rows stand still: that is when it matters. */
  private wait(rows: readonly (readonly [ticket: string, since: number])[]): void {
    this.board.note(this.roster.wait(rows, this.now()));
    this.stale = true;
    this.rows.changed();
  }

  private list(open: Request[]): void {
    this.requests = open;
    this.listed = true;
  }

  private note(incidents: readonly Incident[]): void {
    if (this.coming === undefined) this.incidents = noted(this.incidents, incidents);
    else this.coming = noted(this.coming, incidents);
  }

  private allNoted(): void {
    this.incidents = this.coming ?? this.incidents;
    this.coming = undefined;
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
    for (const ticket of [...this.roster.seats.keys()]) if (!this.seen.has(ticket)) this.remove(ticket);
    this.loading = false;
    this.asOf = this.upTo;
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
      trouble = this.remove(ticket) || trouble;
      this.seen.delete(ticket);
    }
    this.upTo = Math.max(this.upTo, message.at);
    if (!this.loading) this.asOf = this.upTo;
    this.stale = true;
    this.board.note(trouble);
    this.rows.changed();
  }

  /** Who is not seen any more takes along what is open of them. */
  private remove(ticket: string): boolean {
    if (this.timeline?.ticket === ticket) this.timeline = undefined;
    if (this.board.selected === ticket) this.board.select('');
    return this.roster.remove(ticket);
  }

  private pong(now: number): void {
    if (!this.loading) this.asOf = this.upTo = Math.max(this.upTo, now - kPongLag);
  }
}
