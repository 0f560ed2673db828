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
export type Missing = 'reason' | 'long' | 'time' | 'seat' | 'place' | 'attachment';

const longest = (kind?: Kind): number => (kind === 'warn' ? 950 : 1_000);  // bytes; a warning is shown with a word in front
const kLongest = 24 * 60;
const kPlace = 1_024;
/** Of one message the server takes 16 kB, with what is escaped in it; this much is left for an act without its name. */
const kFrame = 15_000;

function minutesOf(text: string): number {
  const minutes = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(minutes) && minutes > 0 && minutes <= kLongest ? minutes : 0;
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** As it is sent: without the blanks around it, and without halves of letters, which the server cannot read. */
export const tidy = (text: string): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text.trim()));

/** What is wrong with a reason, if anything. */
export function faultOf(reason: string, kind?: Kind): 'reason' | 'long' | undefined {
  if (reason.trim() === '') return 'reason';
  return bytes(tidy(reason)) > longest(kind) ? 'long' : undefined;
}

/** @returns the act, or what is missing */
export function complete(kind: Kind, scope: Scope, target: string, draft: Draft): Wanted | Missing {
  const fields = kActs.find((rule) => rule.kind === kind)?.fields ?? [];
  const [reason, room, seat, attachment] = [tidy(draft.reason), tidy(draft.room), tidy(draft.seat), tidy(draft.attachment)];
  if (fields.includes('time') && minutesOf(draft.minutes) === 0) return 'time';
  if (fields.includes('seat') && (room === '' || seat === '')) return 'seat';
  if (fields.includes('seat') && Math.max(bytes(room), bytes(seat)) > kPlace) return 'place';
  const fault = faultOf(reason, kind);
  if (fault !== undefined) return fault;
  if (bytes(attachment) > 4_000) return 'attachment';
  const act: Wanted = { kind, scope, target, reason };
  if (fields.includes('time')) act.time = Math.round(minutesOf(draft.minutes) * 60_000);
  if (fields.includes('seat')) Object.assign(act, { room, seat });
  if (fields.includes('outage')) act.outage = draft.outage;
  if (fields.includes('category')) act.category = draft.category;
  if (fields.includes('category') && attachment !== '') act.attachment = attachment;
  if (bytes(JSON.stringify(act)) > kFrame) return act.attachment === undefined ? 'long' : 'attachment';
  return act;
}
