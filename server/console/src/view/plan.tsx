// A room as it is seen from its front: one tile a seat.
import { useRef } from 'preact/hooks';
import type { Console } from '../hall/console';
import { neighbour, plan, type Spot } from '../hall/plan';
import { useSource } from '../hall/source';
import { t } from '../text';
import { visible } from '../text/visible';
import type { Desk } from './desk';
import { placeName } from './outcome';

function describe({ seat }: Spot): string {
  const { row, trouble } = seat;
  return visible(`${row.seat} ${row.name} ${t(`status.${row.status}`)}${trouble === 'none' ? '' : ` ${t(`trouble.${trouble}`)}`}`);
}

interface TileProps { spot: Spot; chosen: boolean; first: boolean; items: number; open: () => void; move: (key: string) => boolean }

function Tile({ spot, chosen, first, items, open, move }: TileProps) {
  const { row, trouble } = spot.seat;
  return (
    <button type="button" data-spot={`${spot.row}/${spot.column}`} class={`tile ${trouble === 'none' ? `status ${row.status}` : `trouble ${trouble}`}`}
            aria-pressed={chosen} aria-label={describe(spot)} title={describe(spot)} tabIndex={first ? 0 : -1}
            style={{ gridRow: String(spot.row), gridColumn: String(spot.column) }} onClick={open}
            onKeyDown={(event) => move(event.key) && event.preventDefault()}>
      <span class="seat number"><bdi>{visible(row.seat === '' ? t('plan.no_seat') : row.seat, 12)}</bdi></span>
      <span class="name"><bdi>{visible(row.name, 24)}</bdi></span>
      <span class="mark">{trouble === 'none' ? t(`status.${row.status}`) : t(`trouble.${trouble}`)}</span>
      <span class="number">{row.answered}/{items}</span>
    </button>
  );
}

export function Plan({ console, desk }: { console: Console; desk: Desk }) {
  const { hall } = console;
  const { board } = hall;
  useSource(hall.rows, hall.sums, board.source, desk.source);
  const { place } = hall;
  const frame = useRef<HTMLDivElement>(null);
  if (place === '') return <p class="empty">{t('plan.choose')}</p>;
  const all = [...hall.roster.seats.values()].filter(({ row }) => `${row.site}/${row.room}` === place);
  const spots = plan(all);
  const move = (from: Spot, key: string): boolean => {
    const to = neighbour(spots, from, key);
    frame.current?.querySelector<HTMLElement>(`[data-spot="${to.row}/${to.column}"]`)?.focus();
    return key.startsWith('Arrow');
  };
  return (
    <div class="plan" id="candidates" tabIndex={-1} role="group" aria-label={t('plan.of', { room: placeName(place) })}>
      <p class="front">{t('plan.front')}</p>
      <div ref={frame} class="tiles">
        {spots.map((spot, at) =>
          <Tile key={spot.seat.row.ticket} spot={spot} first={at === 0} items={hall.items} chosen={board.selected === spot.seat.row.ticket}
                open={() => board.select(spot.seat.row.ticket)} move={(key) => move(spot, key)} />)}
      </div>
    </div>
  );
}
