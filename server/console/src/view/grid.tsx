// The candidates: up to 10,000 rows, of which only those in sight are elements. The elements stay and change their
// content, so that scrolling makes and destroys nothing.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Board } from '../hall/board';
import type { Console } from '../hall/console';
import type { Hall } from '../hall/hall';
import type { Column } from '../hall/order';
import { useSource, useTick } from '../hall/source';
import { t, type Key } from '../text';
import type { Desk } from './desk';
import { cells, type Frame } from './row';
import { inSight, keyTo, kRowHeight, reveal, rowsOf, type Window } from './window';

const kColumns: readonly Column[] =
  ['trouble', 'ticket', 'name', 'place', 'status', 'answered', 'active', 'left', 'late', 'clock', 'notices', 'ends_at'];
/** Whoever sees several sites asks first where somebody sits; whoever sees one, at which machine. */
const lastColumn = (hall: Hall): 'site' | 'machine' => (hall.site === '' ? 'site' : 'machine');
const kHints: Partial<Record<Column, Key>> = {
  notices: 'column.hint.notices', clock: 'column.hint.clock', left: 'column.hint.left', late: 'column.hint.late',
};

function Head({ board, last }: { board: Board; last: Column }) {
  const { by, descending } = board.sorting;
  const sorted = (column: Column) => (column !== by ? 'none' : descending ? 'descending' : 'ascending');
  return (
    <div class="head" role="row" aria-rowindex={1}>
      {[...kColumns, last].map((column, at) =>
        <span key={column} role="columnheader" aria-colindex={at + 1} aria-sort={sorted(column)} class={column}>
          <button type="button" title={kHints[column] && t(kHints[column])} onClick={() => board.sortBy(column)}>
            {t(`column.${column}`)}{column === by && (descending ? ' ▾' : ' ▴')}
          </button>
        </span>)}
    </div>
  );
}

/** How long after the last scroll the list is at rest. */
const kRest = 150;

/** The part of the list that is in sight, its height, and whether it is being scrolled. */
function useScroll() {
  const list = useRef<HTMLDivElement>(null);
  const rest = useRef(0);
  const [view, setView] = useState({ top: 0, height: 600, moving: false });
  const look = useCallback((moving: boolean) => {
    const element = list.current;
    if (element !== null) setView({ top: element.scrollTop, height: element.clientHeight, moving });
  }, []);
  const scrolled = useCallback(() => {
    clearTimeout(rest.current);
    rest.current = window.setTimeout(look, kRest, false);
    look(true);
  }, []);
  useEffect(() => {
    look(false);
    const watch = new ResizeObserver(() => look(false));
    if (list.current !== null) watch.observe(list.current);
    return () => {
      watch.disconnect();
      clearTimeout(rest.current);
    };
  }, []);
  return { list, view, scrolled };
}

function drawn(board: Board, sight: Window, moving: boolean, frame: Frame, open: (at: number) => void) {
  const { slots } = sight;
  return rowsOf(sight, moving).map((at) => {
    const seat = board.shown[at]!;
    const chosen = seat.row.ticket === board.selected;
    return (
      <div key={at % slots} id={`row-${at}`} role="row" aria-rowindex={at + 2} aria-selected={chosen}
           class={`row ${seat.trouble === 'none' ? '' : 'troubled'}`} style={{ top: `${at * kRowHeight}px` }}
           onClick={() => open(at)}>
        {cells(seat, frame)}
      </div>
    );
  });
}

export function Grid({ console, desk }: { console: Console; desk: Desk }) {
  const { hall } = console;
  const { board } = hall;
  useSource(hall.rows, board.source);
  useTick(1_000);
  const { list, view, scrolled } = useScroll();
  const [cursor, setCursor] = useState('');
  const at = board.shown.findIndex((seat) => seat.row.ticket === cursor);

  const open = (row: number): void => {
    const ticket = board.shown[row]?.row.ticket ?? '';
    setCursor(ticket);
    board.select(ticket);
    if (ticket !== '') console.timeline(ticket);
  };

  const key = (event: KeyboardEvent): void => {
    board.touch(performance.now());
    const element = list.current;
    const to = keyTo(event.key, at, board.shown.length, Math.max(1, Math.floor(view.height / kRowHeight) - 1));
    if (event.key === 'Enter' || event.key === ' ') open(at);
    else if (event.key === 'Escape') board.select('');
    else if (to !== undefined && element !== null) {
      setCursor(board.shown[to]?.row.ticket ?? '');
      element.scrollTop = reveal(to, element.scrollTop, element.clientHeight);
    } else return;
    event.preventDefault();
  };

  const sight = inSight(view.top, view.height, board.shown.length);
  const isDrawn = at >= sight.from && at < sight.to;
  const frame: Frame = { items: hall.items, now: console.clock.now(), zone: hall.batch?.zone ?? 'UTC', last: lastColumn(hall) };
  return (
    <div class="grid" role="grid" aria-label={t('grid')} aria-rowcount={board.shown.length + 1} aria-colcount={kColumns.length + 1} data-view={desk.view}>
      <Head board={board} last={frame.last} />
      <div ref={list} id="candidates" class="list" role="rowgroup" tabIndex={0} aria-label={t('grid')}
           aria-activedescendant={isDrawn ? `row-${at}` : undefined} onScroll={scrolled} onKeyDown={key}
           onPointerEnter={() => board.point(true)} onPointerLeave={() => board.point(false)}>
        <div class="rows" style={{ height: `${board.shown.length * kRowHeight}px` }}>
          {drawn(board, sight, view.moving, frame, open)}
          {at >= 0 && <div class="cursor" style={{ transform: `translateY(${at * kRowHeight}px)` }} />}
        </div>
        {board.shown.length === 0 && <p class="empty">{t('grid.empty')}</p>}
      </div>
    </div>
  );
}
