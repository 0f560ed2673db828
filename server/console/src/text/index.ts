// One table of all that a user can read, in both languages; tests/console holds it complete.
import { acts } from './acts';
import { events } from './events';
import { frame } from './frame';
import { hall } from './hall';
import { lookUp } from './language';
import { report } from './report';
import { why } from './why';

export const table = { ...frame, ...hall, ...acts, ...events, ...report, ...why };
export type Key = keyof typeof table;

export function t(key: Key, values?: Record<string, string | number>): string {
  return lookUp(table, key, values);
}

/** For ids of the server, which may be newer than this page: the id itself if it is unknown. */
export function named(kind: string, id: string): string {
  return lookUp(table, `${kind}.${id}`) === `${kind}.${id}` ? id : lookUp(table, `${kind}.${id}`);
}
