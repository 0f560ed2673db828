// The rows in the order in which the grid shows them. That order stands still while somebody works in the grid: a row that
// jumps away under the mouse is how the wrong candidate gets paused. What is newer is offered, and taken at rest.
import { arrange, byTrouble, everything, sameOrder, type Column, type Filter, type Sorting } from './order';
import type { Roster, Seat } from './roster';
import { Source } from './source';

/** Columns whose values a normal change does not touch: no need to sort 10,000 names again. */
const kStill: readonly Column[] = ['ticket', 'name', 'place', 'site', 'machine'];
/** So long after the last key in the grid, and with the mouse elsewhere, it is at rest. */
export const kRest = 8_000;

export class Board {
  readonly source = new Source();
  filter: Filter = everything;
  sorting: Sorting = byTrouble;
  shown: Seat[] = [];
  /** Another order is known, and waits for rest or for a click. */
  newer = false;
  selected = '';
  private dirty = false;
  private pointed = false;
  private touched = -Infinity;

  constructor(private readonly roster: Roster) {}

  setFilter(part: Partial<Filter>): void {
    this.filter = { ...this.filter, ...part };
    this.refresh();
  }

  sortBy(by: Column): void {
    const again = this.sorting.by === by;
    this.sorting = { by, descending: again && !this.sorting.descending };
    this.refresh();
  }

  select(ticket: string): void {
    this.selected = ticket;
    this.source.changed();
  }

  /** The mouse is over the rows, or has left them. */
  point(inside: boolean): void {
    this.pointed = inside;
  }

  touch(now: number): void {
    this.touched = now;
  }

  /** Rows have changed; `trouble`: somebody came, went or has another trouble. */
  note(trouble: boolean): void {
    this.dirty ||= trouble || this.filter.status !== '' || !kStill.includes(this.sorting.by);
  }

  /** Once a second. */
  settle(now: number): void {
    if (!this.dirty) return;
    this.dirty = false;
    const next = arrange(this.roster.seats.values(), this.filter, this.sorting);
    if (sameOrder(next, this.shown)) return this.offer(false);
    if (this.pointed || now - this.touched < kRest) {
      this.dirty = true;
      return this.offer(true);
    }
    this.take(next);
  }

  /** On demand. */
  refresh(): void {
    this.dirty = false;
    this.take(arrange(this.roster.seats.values(), this.filter, this.sorting));
  }

  private take(next: Seat[]): void {
    this.shown = next;
    this.newer = false;
    this.source.changed();
  }

  private offer(newer: boolean): void {
    if (this.newer === newer) return;
    this.newer = newer;
    this.source.changed();
  }
}
