// What stands on record beside the rows: what happened to one candidate, what was noted, what was asked for, and what was done
// from this page. Pure.
import type { ActResult, Deed, Entry, Incident, Kind, Request, Scope } from '../wire/messages';
import type { Asked } from './unanswered';

export interface Timeline {
  ticket: string; events: Entry[]; more: boolean; loading: boolean;
  /** The candidate's row has changed since it was asked for. */
  stale?: boolean;
  /** Why the last reading came to nothing. */
  failed?: string | undefined;
}

/** What staff did in this batch, ascending, as far back as it was asked for. */
export interface Deeds { all: Deed[]; more: boolean; loading: boolean }

/** A part that was asked for is of before what is known and says whether there is more; else it is what has come since. */
export function joined(known: Deeds, part: { all: Deed[]; more?: boolean }): Deeds {
  if (part.more === undefined) return { ...known, all: [...known.all, ...part.all] };
  return { all: [...part.all, ...known.all], more: part.more, loading: false };
}

/** An act of this page, and what became of it: for as long as the page is open. */
export interface Done {
  asked: Asked;
  kind: Kind | 'approve' | 'decline';
  scope: Scope;
  target: string;
  reason: string;
  at: number;
  result?: ActResult;
}

/** Numbers of requests are good for one connection; what is asked for stays. */
export const isSame = (one: Request, other: Request): boolean =>
  one.kind === other.kind && one.scope === other.scope && one.target === other.target && one.time === other.time && one.by === other.by &&
  one.reason === other.reason && one.at === other.at;

/** None twice, newest first. */
export function noted(known: readonly Incident[], more: readonly Incident[]): Incident[] {
  const all = new Map(known.map((incident) => [incident.seq, incident]));
  for (const incident of more) all.set(incident.seq, incident);
  return [...all.values()].sort((one, other) => other.seq - one.seq);
}

/** Older parts join the newer, and newer the older. `more` of a part that follows says that there are newer still. */
export function told(known: Timeline, part: { events: Entry[]; more: boolean }): Timeline {
  const all = new Map(known.events.map((entry) => [entry.seq, entry]));
  for (const entry of part.events) all.set(entry.seq, entry);
  const events = [...all.values()].sort((one, other) => one.seq - other.seq);
  const follows = known.events.length > 0 && (part.events[0]?.seq ?? 0) > known.events.at(-1)!.seq;
  const reachesBack = !follows && events[0]?.seq === (part.events[0]?.seq ?? 0);
  return { ...known, events, loading: false, failed: undefined, more: reachesBack ? part.more : known.more, stale: known.stale || (follows && part.more) };
}
