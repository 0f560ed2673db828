// The messages of docs/console-protocol.md as types. Instants and spans are milliseconds.

export type Phase = 'sealed' | 'entry' | 'running' | 'grace' | 'closed' | 'finalised';
export type Status = 'registered' | 'seated' | 'sitting' | 'paused' | 'handed_in' | 'collected' | 'terminated' | 'absent';
export type Scope = 'person' | 'room' | 'site' | 'batch';
export type Kind =
  | 'message' | 'warn' | 'answer_call' | 'pause' | 'resume' | 'extend' | 'move' | 'admit' | 'terminate' | 'reinstate'
  | 'incident' | 'approve_outage';
export type Category = 'environment' | 'candidate' | 'staff' | 'technical';

export interface Card {
  code: string; title: string; level: string; zone: string;
  start: number; end: number; phase: Phase;
  /** The oldest outage that waits to be given back: what it has cost, 0 if none waits, and when it began. */
  outage_proposed: number; outage_from: number;
  /** What outages past the limit have cost, for which nobody was given anything back. */
  outage_over_limit: number;
}

export interface Row {
  ticket: string; name: string; institution: string; id_masked: string; site: string; room: string; seat: string;
  status: Status; online: boolean; since: number; machine: string; answered: number; active: number; left: number;
  away: boolean; late: number; clock: number; called: number; call_text: string; sent: number; delivered: number;
  read: number; warned: number;
  /** The deadline; after the end, when that was. `paused`: since when time stands, and the deadline moves along. */
  ends_at: number; paused: number; extra: number;
  /** When the end last moved, and whether the candidate's screen shows where to. */
  moved: number; moved_shown: boolean;
  try: number;
  /** Since when an answer waits for the disk, 0: none does. Comes beside the rows, which stand still then. */
  unsaved: number;
}

export interface Entry {
  seq: number; at: number; kind: string; by: string; text: string; item: number; amount: number;
  /** The batch's window, or the outage. */
  from?: number; to?: number;
  /** The candidate's notices are numbered from 1. */
  notice?: number;
}

export interface Request {
  request: number; kind: string; scope: Scope; target: string; time: number; by: string; reason: string; at: number;
  mine: boolean; may_approve: boolean;
}

export interface Incident {
  /** Of those that this page was told of since its `hall`. */
  seq: number; at: number; category: Category; scope: Scope; target: string; by: string; text: string; attachment?: string;
}

/** What somebody of the staff did: `act` is a kind, or what was noted of what they tried. */
export interface Deed { at: number; act: string; by: string; scope: Scope; target: string; text: string; time: number; affected: number }

/** What every act carries: by `no` it is answered here, by `key` the server knows it for ever, and it is done to that batch or not at all. */
export interface Named { no: number; batch: string; key: string }

export interface Act extends Named {
  kind: Kind; scope: Scope; target: string; reason: string;
  time?: number; outage?: number; room?: string; seat?: string; category?: Category; attachment?: string;
}

export type ToServer =
  | { type: 'watch'; batch: string }
  | { type: 'timeline'; no: number; ticket: string; before?: number; after?: number }
  | { type: 'deeds' }
  | ({ type: 'act' } & Act)
  | ({ type: 'approve'; request: number; yes: boolean; reason: string } & Named)
  | { type: 'ping'; t0: number };

export interface ActResult {
  no: number; state: 'applied' | 'refused' | 'awaiting_second'; why: string; affected: number; request: number;
}

export type Change = [ticket: string, members: Partial<Row>];

export type FromServer =
  | { type: 'hello'; account: string; name: string; now: number; batches: Card[] }
  | { type: 'hall'; batch: Card; now: number; items: number; can: string[]; storage_ok: boolean }
  | { type: 'seats'; rows: Row[] }
  | { type: 'seats_end'; count: number }
  | { type: 'change'; at: number; rows: Change[]; gone?: string[] }
  | { type: 'not_saved'; rows: [ticket: string, since: number][] }
  | { type: 'batch'; batch: Card }
  | { type: 'storage'; ok: boolean }
  | { type: 'timeline'; no: number; ticket: string; events: Entry[]; more: boolean }
  | ({ type: 'act_result' } & ActResult)
  | { type: 'requests'; open: Request[] }
  | { type: 'incidents'; all: Incident[] }
  | { type: 'incidents_end' }
  | { type: 'deeds'; all: Deed[]; more?: boolean }
  | { type: 'pong'; t0: number; now: number }
  | { type: 'error'; id: string; no?: number };

/** A row as it is before the server has said anything else of it. */
export const blankRow: Row = {
  ticket: '', name: '', institution: '', id_masked: '', site: '', room: '', seat: '', status: 'registered', online: false,
  since: 0, machine: '', answered: 0, active: 0, left: 0, away: false, late: 0, clock: 0, called: 0, call_text: '', sent: 0,
  delivered: 0, read: 0, warned: 0, ends_at: 0, paused: 0, extra: 0, moved: 0, moved_shown: false, try: 1, unsaved: 0,
};
