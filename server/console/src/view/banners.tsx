// What everybody in front of this screen has to know at once: nothing is saved, the line is down, who dropped together.
import type { Console } from '../hall/console';
import type { Drop } from '../hall/drops';
import { useSource } from '../hall/source';
import { t } from '../text';
import { clockTime } from '../text/format';
import { placeName } from './outcome';

const kShown = 3;

function who(console: Console, drop: Drop): string {
  const row = drop.reach === 'person' ? console.hall.roster.seats.get(drop.target)?.row : undefined;
  return row === undefined ? placeName(drop.target) : `${row.name} ${row.ticket}`;
}

function DropLine({ console, drop }: { console: Console; drop: Drop }) {
  const time = clockTime(drop.since, console.hall.batch?.zone ?? 'UTC');
  return <span class={drop.reach}>{t(`drop.${drop.reach}`, { n: drop.dropped, of: drop.of, where: who(console, drop), time })}</span>;
}

function Drops({ console }: { console: Console }) {
  useSource(console.hall.sums);
  const { drops } = console.hall;
  if (drops.length === 0) return null;
  const together = drops.filter((drop) => drop.reach !== 'person').slice(0, kShown);
  const alone = drops.filter((drop) => drop.reach === 'person');
  const wide = together.length > 0;
  return (
    <div class={wide ? 'banner drop' : 'banner hint'} role="status">
      {together.map((drop) => <DropLine key={drop.reach + drop.target} console={console} drop={drop} />)}
      {alone.length === 1 && <DropLine console={console} drop={alone[0]!} />}
      {alone.length > 1 && <span>{t(wide ? 'drop.people' : 'drop.people_only', { n: alone.length })}</span>}
    </div>
  );
}

/** What is shown is of earlier: until the line is back, and then until all rows have come again. */
function Old({ console }: { console: Console }) {
  const { asOf, batch } = console.hall;
  const back = console.line.is === 'open';
  return (
    <div class={back ? 'banner hint' : 'banner alarm'} role={back ? 'status' : 'alert'}>
      {t(back ? 'line.back' : 'line.lost', { time: clockTime(asOf, batch?.zone ?? 'UTC') })}
    </div>
  );
}

export function Banners({ console }: { console: Console }) {
  const { hall } = console;
  useSource(console.source, hall.rest);
  const old = hall.loading && hall.asOf > 0;
  return (
    <div class="banners">
      {!hall.storageOk && <div class="banner alarm" role="alert">{t('storage.alarm')}</div>}
      {old && <Old console={console} />}
      {!old && <Drops console={console} />}
    </div>
  );
}
