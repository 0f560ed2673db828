// The lines of a timeline. A candidate who works leaves hundreds of events that say just that: what follows on each other of
// these is one line.
import type { Entry } from '../wire/messages';

export interface Run {
  from: number;
  at: number;
  /** Numbers of the items, as they came; each once. What was answered is not named as visited. */
  answered: number[];
  visited: number[];
}
export type Line = Entry | { seq: number; run: Run };

const isWork = (entry: Entry): boolean => entry.kind === 'answered' || entry.kind === 'visited';
const items = (entries: readonly Entry[], kind: string): number[] => [...new Set(entries.filter((entry) => entry.kind === kind && entry.item > 0).map((entry) => entry.item))];

function joined(entries: readonly Entry[]): Line {
  if (entries.length === 1) return entries[0]!;
  const answered = items(entries, 'answered');
  const visited = items(entries, 'visited').filter((item) => !answered.includes(item));
  return { seq: entries[0]!.seq, run: { from: entries[0]!.at, at: entries.at(-1)!.at, answered, visited } };
}

/** When a notice came to the candidate's machine, and when it was read, as far as these events tell. */
export interface Fate { delivered?: number; read?: number }

export function fates(events: readonly Entry[]): Map<number, Fate> {
  const all = new Map<number, Fate>();
  for (const { kind, notice, at } of events) {
    if (notice === undefined) continue;
    const fate = all.get(notice) ?? {};
    if (kind === 'notice_delivered') fate.delivered = at;
    if (kind === 'notice_read') fate.read = at;
    all.set(notice, fate);
  }
  return all;
}

/** @param events ascending; so are the lines */
export function lines(events: readonly Entry[]): Line[] {
  const all: Line[] = [];
  let work: Entry[] = [];
  for (const entry of events) {
    if (isWork(entry)) {
      work.push(entry);
      continue;
    }
    if (work.length > 0) all.push(joined(work));
    work = [];
    all.push(entry);
  }
  if (work.length > 0) all.push(joined(work));
  return all;
}
