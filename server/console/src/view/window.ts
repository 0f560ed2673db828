// Which rows of a long list are in sight. Pure.

export const kRowHeight = 30;
/** Rows drawn beyond both edges, so that a quick scroll never shows a gap. */
const kBeyond = 4;

export interface Window {
  from: number;
  to: number;
  /** How many elements there are for rows: the same wherever one scrolls, so that row n always has element n % slots. */
  slots: number;
}

export function inSight(top: number, height: number, rows: number): Window {
  const slots = Math.ceil(height / kRowHeight) + 1 + 2 * kBeyond;
  const from = Math.max(0, Math.min(Math.floor(top / kRowHeight) - kBeyond, rows - slots));
  return { from, to: Math.min(rows, from + slots), slots };
}

/** The rows in the order of their elements. At rest that is the order in which they are read, also by a screen reader; while
 * the list moves, every element keeps its place instead: one that is put elsewhere in the document is styled, laid out and
 * painted anew, and with it all of them, in each frame. */
export function rowsOf({ from, to, slots }: Window, moving: boolean): number[] {
  const rows = Array.from({ length: to - from }, (_, place) => from + place);
  return moving ? rows.sort((a, b) => (a % slots) - (b % slots)) : rows;
}

/** Where to scroll so that the row is wholly in sight; the present place if it is. */
export function reveal(row: number, top: number, height: number): number {
  const above = row * kRowHeight;
  const below = above + kRowHeight;
  if (above < top) return above;
  return below > top + height ? below - height : top;
}

/** The row that a key goes to; undefined if the key is not one of these. */
export function keyTo(key: string, row: number, rows: number, page: number): number | undefined {
  const to = { ArrowDown: row + 1, ArrowUp: row - 1, PageDown: row + page, PageUp: row - page, Home: 0, End: rows - 1 }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(rows - 1, to));
}
