// What a form must hold before an act is sent: the server checks again, but says so only after a round trip.
import type { Act, Category, Kind, Named, Scope } from '../wire/messages';
import { kActs } from './acts';

export interface Draft {
  reason: string; minutes: string; room: string; seat: string; category: Category; attachment: string;
  /** When the outage began that is shown. */
  outage: number;
}
/** An act before it has a name. */
export type Wanted = Omit<Act, keyof Named>;
export type Missing = 'reason' | 'long' | 'time' | 'seat' | 'attachment';

const longest = (kind?: Kind): number => (kind === 'warn' ? 950 : 1_000);  // bytes; a warning is shown with a word in front
const kLongest = 24 * 60;

function minutesOf(text: string): number {
  const minutes = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(minutes) && minutes > 0 && minutes <= kLongest ? minutes : 0;
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** What is wrong with a reason, if anything. */
export function faultOf(reason: string, kind?: Kind): 'reason' | 'long' | undefined {
  if (reason.trim() === '') return 'reason';
  return bytes(reason.trim()) > longest(kind) ? 'long' : undefined;
}

/** @returns the act, or what is missing */
export function complete(kind: Kind, scope: Scope, target: string, draft: Draft): Wanted | Missing {
  const fields = kActs.find((rule) => rule.kind === kind)?.fields ?? [];
  const reason = draft.reason.trim();
  if (fields.includes('time') && minutesOf(draft.minutes) === 0) return 'time';
  if (fields.includes('seat') && (draft.room.trim() === '' || draft.seat.trim() === '')) return 'seat';
  const fault = faultOf(reason, kind);
  if (fault !== undefined) return fault;
  const attachment = draft.attachment.trim();
  if (bytes(attachment) > 4_000) return 'attachment';
  const act: Wanted = { kind, scope, target, reason };
  if (fields.includes('time')) act.time = Math.round(minutesOf(draft.minutes) * 60_000);
  if (fields.includes('seat')) Object.assign(act, { room: draft.room.trim(), seat: draft.seat.trim() });
  if (fields.includes('outage')) act.outage = draft.outage;
  if (fields.includes('category')) act.category = draft.category;
  if (fields.includes('category') && attachment !== '') act.attachment = attachment;
  return act;
}
