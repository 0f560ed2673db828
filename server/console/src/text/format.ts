// Instants in the batch's time zone, and spans, as people read them.
import { language } from './language';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB';
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (made === undefined) {
    try {
      made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone, hourCycle: 'h23' });
    } catch {
      made = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC', hourCycle: 'h23' });
    }
    formats.set(key, made);
  }
  return made;
}

export const kNone = '–';

export function clockTime(instant: number, zone: string): string {
  return instant === 0 ? kNone : format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(instant);
}

export function shortTime(instant: number, zone: string): string {
  return instant === 0 ? kNone : format(zone, { hour: '2-digit', minute: '2-digit' }).format(instant);
}

export function dateTime(instant: number, zone: string): string {
  // 03/04 is two days: English gets the month's name.
  const month = language() === 'zh' ? '2-digit' : 'short';
  const day: Intl.DateTimeFormatOptions = { year: 'numeric', month, day: '2-digit', hour: '2-digit', minute: '2-digit' };
  return instant === 0 ? kNone : format(zone, day).format(instant);
}

/** 1:04:09, 4:09, 0:09; never below zero. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** -0.4, +12: seconds with a sign, for clocks. */
export function signedSeconds(milliseconds: number): string {
  const seconds = Math.abs(milliseconds) < 10_000 ? (Math.abs(milliseconds) / 1_000).toFixed(1) : String(Math.round(Math.abs(milliseconds) / 1_000));
  return `${milliseconds < 0 ? '−' : '+'}${seconds}`;
}

/** Of the digest of scores: what examctl regrade prints beside their list. */
export const scoresCode = (digest: string): string => (digest.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
