// Where the seats of a room stand. Nothing tells how a room is built, so: "3-12", "B07" and "3排12座" are row and place, and
// seats that are only numbered stand ten to a row.
import type { Seat } from './roster';

export interface Spot { seat: Seat; row: number; column: number }

const kAcross = 10;
const kRowPlace = /^\s*(?:([A-Za-z])\s*[-.]?\s*(\d{1,2})|(\d{1,2})\s*[-排./]\s*(\d{1,2}))\D*$/;
const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Row and place from 1, or undefined if the name says neither. */
export function read(name: string): { row: number; column: number } | undefined {
  const found = kRowPlace.exec(name);
  if (found === null) return undefined;
  const row = found[1] !== undefined ? found[1].toUpperCase().charCodeAt(0) - 64 : Number(found[3]);
  const column = Number(found[2] ?? found[4]);
  return row > 0 && row <= 30 && column > 0 && column <= 30 ? { row, column } : undefined;
}

export function plan(seats: readonly Seat[]): Spot[] {
  const sorted = [...seats].sort((one, other) => collator.compare(one.row.seat, other.row.seat));
  const spots = sorted.map((seat) => ({ seat, ...read(seat.row.seat) }));
  const taken = new Set(spots.map((spot) => `${spot.row}/${spot.column}`));
  // Two people on one spot, or a seat without a place: then every seat stands in the order of its name.
  if (taken.size === spots.length && spots.every((spot) => spot.row !== undefined)) return spots as Spot[];
  return sorted.map((seat, at) => ({ seat, row: Math.floor(at / kAcross) + 1, column: (at % kAcross) + 1 }));
}

/** The nearest spot in the direction of an arrow key; the same one if there is none. */
export function neighbour(spots: readonly Spot[], from: Spot, key: string): Spot {
  const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  if (way === undefined) return from;
  const [down, right] = way as [number, number];
  let best = from;
  let nearest = Infinity;
  for (const spot of spots) {
    const along = (spot.row - from.row) * down + (spot.column - from.column) * right;
    const aside = Math.abs((spot.row - from.row) * right) + Math.abs((spot.column - from.column) * down);
    const distance = along + 4 * aside;
    if (along > 0 && distance < nearest) [best, nearest] = [spot, distance];
  }
  return best;
}
