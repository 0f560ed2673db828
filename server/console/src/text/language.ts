// The chosen language, and how a text of the table becomes a sentence. Chinese unless somebody chose otherwise.
import { Source } from '../hall/source';
import { isolated } from './visible';

export type Language = 'zh' | 'en';
export interface Text { zh: string; en: string }
export type Table = Record<string, Text>;
type Values = Record<string, string | number>;

const kRemembered = 'examhall.language';
export const languageChanged = new Source();

function remembered(): Language {
  try {
    return localStorage.getItem(kRemembered) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh'; // a browser may forbid storage
  }
}

let chosen: Language = typeof localStorage === 'undefined' ? 'zh' : remembered();

export const language = (): Language => chosen;

export function setLanguage(next: Language): void {
  chosen = next;
  try {
    localStorage.setItem(kRemembered, next);
  } catch {
    // then it lasts as long as the page
  }
  languageChanged.changed();
}

/** `{name}` is filled in; `{n:candidate|candidates}` is the number with the word that fits it. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (typeof value === 'string') return isolated(value);
    return one === undefined ? grouped(value) : `${grouped(value)} ${value === 1 ? one : many}`;
  });
}

export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The look-up over the tables that text/index.ts joins. */
export function lookUp(table: Table, key: string, values: Values = {}): string {
  const text = table[key];
  return text === undefined ? key : fill(text[chosen], values);
}
