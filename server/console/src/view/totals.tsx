// How many are in which state and in which trouble. Each is a switch for the filter.
import type { Console } from '../hall/console';
import { useSource } from '../hall/source';
import { kTroubles, type Trouble } from '../hall/trouble';
import { t } from '../text';
import { grouped } from '../text/language';
import type { Status } from '../wire/messages';

const kStatuses: readonly Status[] = ['registered', 'seated', 'sitting', 'paused', 'handed_in', 'collected', 'terminated', 'absent'];
/** These are shown even when nobody is in them: their zero is news. */
const kAlways: readonly string[] = ['registered', 'seated', 'sitting', 'called', 'dropped', 'away'];

interface ChipProps { name: string; count: number; pressed: boolean; kind: string; press: () => void }

function Chip({ name, count, pressed, kind, press }: ChipProps) {
  return (
    <button type="button" class={`chip ${kind} ${count === 0 ? 'zero' : ''}`} aria-pressed={pressed} onClick={press}>
      <span>{name}</span> <b class="number">{grouped(count)}</b>
    </button>
  );
}

export function Totals({ console }: { console: Console }) {
  const { hall } = console;
  const { board, totals } = hall;
  useSource(hall.sums, board.source);
  const { filter } = board;
  const status = (value: Status): void => board.setFilter({ status: filter.status === value ? '' : value, trouble: '' });
  const trouble = (value: Trouble): void => board.setFilter({ trouble: filter.trouble === value ? '' : value, status: '' });
  const shown = (name: string, count: number): boolean => count > 0 || kAlways.includes(name);
  return (
    <section class="totals" aria-label={t('totals')}>
      <div>
        <Chip name={t('total.all')} count={totals.all} kind="all" pressed={filter.status === '' && filter.trouble === ''}
              press={() => board.setFilter({ status: '', trouble: '' })} />
        <span class="online"><b class="number">{grouped(totals.online)}</b> {t('total.online')}</span>
        {kStatuses.filter((name) => shown(name, totals.status[name])).map((name) =>
          <Chip key={name} name={t(`status.${name}`)} count={totals.status[name]} kind={`status ${name}`} pressed={filter.status === name}
                press={() => status(name)} />)}
      </div>
      <div>
        {kTroubles.filter((name) => name !== 'none' && shown(name, totals.trouble[name])).map((name) =>
          <Chip key={name} name={t(`trouble.${name}`)} count={totals.trouble[name]} kind={`trouble ${name}`} pressed={filter.trouble === name}
                press={() => trouble(name)} />)}
      </div>
    </section>
  );
}
