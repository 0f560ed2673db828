// Which part of the hall is shown, and as what.
import { useState } from 'preact/hooks';
import type { Board } from '../hall/board';
import type { Console } from '../hall/console';
import { everything } from '../hall/order';
import { places, type Place } from '../hall/places';
import { useSource } from '../hall/source';
import { t } from '../text';
import { visible } from '../text/visible';
import { ActMenu } from './act_menu';
import type { Desk, View } from './desk';

const kViews: readonly View[] = ['list', 'plan', 'report'];

interface ChoiceProps { label: string; all: string; value: string; options: readonly (readonly [string, string])[]; choose: (value: string) => void }

function Choice({ label, all, value, options, choose }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">{all}</option>
      {options.map(([key, name]) => <option key={key} value={key}>{name}</option>)}
    </select>
  );
}

/** Places change only with moves: once in two seconds is enough to look. */
function usePlaces(console: Console): Place[] {
  const [known, setKnown] = useState<{ at: number; size: number; all: Place[] }>({ at: 0, size: -1, all: [] });
  const { seats } = console.hall.roster;
  const now = performance.now();
  if (known.size === seats.size && now - known.at < 2_000) return known.all;
  const next = { at: now, size: seats.size, all: places(seats.values()) };
  setKnown(next);
  return next.all;
}

function Where({ console }: { console: Console }) {
  const { board } = console.hall;
  const { filter } = board;
  const all = usePlaces(console);
  const sites = [...new Set(all.map((place) => place.site))];
  const rooms = all.filter((place) => filter.site === '' || place.site === filter.site);
  const name = (place: Place): string => visible(sites.length > 1 && filter.site === '' ? `${place.site} ${place.room}` : place.room, 40);
  return (
    <>
      {sites.length > 1 && <Choice label={t('filter.label.site')} all={t('filter.site')} value={filter.site}
        options={sites.map((site) => [site, visible(site, 40)] as const)} choose={(site) => board.setFilter({ site, place: '' })} />}
      {all.length > 1 && <Choice label={t('filter.label.room')} all={t('filter.room')} value={filter.place}
        options={rooms.map((place) => [`${place.site}/${place.room}`, `${name(place)} (${place.people})`] as const)}
        choose={(place) => board.setFilter({ place })} />}
      {all.length === 1 && <b class="here">{name(all[0]!)}</b>}
    </>
  );
}

function Views({ desk }: { desk: Desk }) {
  return (
    <span class="views" role="group">
      {kViews.map((view) =>
        <button key={view} type="button" aria-pressed={desk.view === view} onClick={() => desk.show(view)}>{t(`view.${view}`)}</button>)}
    </span>
  );
}

/** Both in one place, of which one is seen: what comes and goes may not move the rows under the mouse. */
function Count({ board, all }: { board: Board; all: number }) {
  return (
    <span class={board.newer ? 'order is-newer' : 'order'}>
      <button type="button" class="newer" title={t('grid.newer_hint')} onClick={() => board.refresh()}>{t('grid.newer')}</button>
      <span class="number count">{t('grid.rows', { shown: board.shown.length, all })}</span>
    </span>
  );
}

export function Filters({ console, desk }: { console: Console; desk: Desk }) {
  const { hall } = console;
  const { board } = hall;
  useSource(board.source, desk.source, hall.sums);
  const { filter } = board;
  const filtered = filter !== everything && Object.values(filter).some((value) => value !== '');
  return (
    <div class="filters">
      <Views desk={desk} />
      <Where console={console} />
      <input type="search" aria-label={t('filter.search')} placeholder={t('filter.search')} value={filter.search}
             onInput={(event) => board.setFilter({ search: event.currentTarget.value })} />
      {filtered && <button type="button" class="quiet" onClick={() => board.setFilter(everything)}>{t('grid.clear')}</button>}
      <span class="gap" />
      {board.sorting.by !== 'trouble' && <button type="button" class="quiet" onClick={() => board.sortBy('trouble')}>{t('grid.by_trouble')}</button>}
      <Count board={board} all={hall.totals.all} />
      {hall.place === '' && hall.site !== '' && <ActMenu console={console} desk={desk} scope="site" target={hall.site} label={t('act.menu.site')} />}
      {hall.place !== '' && <ActMenu console={console} desk={desk} scope="room" target={hall.place} label={t('act.menu.room')} />}
    </div>
  );
}
