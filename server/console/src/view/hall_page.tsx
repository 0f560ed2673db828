// The hall: one screen, no scrolling but of its lists.
import { useEffect, useMemo } from 'preact/hooks';
import type { Console } from '../hall/console';
import { useSource } from '../hall/source';
import { t } from '../text';
import { Banners } from './banners';
import { Desk } from './desk';
import { Dialogs } from './dialogs';
import { Filters } from './filters';
import { Grid } from './grid';
import { Person } from './person';
import { Plan } from './plan';
import { Report } from './report';
import { Side } from './side';
import { Top } from './top';
import { Totals } from './totals';

/** What needs somebody stands in the tab's title too. */
function useTitle(console: Console): void {
  const { hall } = console;
  useEffect(() => hall.sums.listen(() => {
    const calls = hall.totals.trouble.called;
    document.title = `${calls > 0 ? `(${calls}) ` : ''}${hall.batch?.code ?? ''} ${t('product')}`;
  }), [hall]);
}

function Room({ console, desk }: { console: Console; desk: Desk }) {
  useSource(desk.source);
  if (desk.view === 'plan') return <Plan console={console} desk={desk} />;
  if (desk.view === 'report') return <Report console={console} />;
  return <Grid console={console} desk={desk} />;
}

export function HallPage({ console }: { console: Console }) {
  const desk = useMemo(() => new Desk(), [console]);
  const { hall } = console;
  useSource(hall.rest, hall.board.source);
  useTitle(console);
  return (
    <div class="hall">
      <a class="skip" href="#candidates" onClick={(event) => {
        event.preventDefault();
        document.getElementById('candidates')?.focus();
      }}>{t('skip')}</a>
      <Top console={console} desk={desk} />
      <Banners console={console} />
      <Totals console={console} />
      <div class="work">
        <main class="room" aria-label={t('grid')}>
          <Filters console={console} desk={desk} />
          {hall.loading && hall.board.shown.length === 0 ? <p class="empty">{t('loading')}</p> : <Room console={console} desk={desk} />}
        </main>
        {!hall.roster.seats.has(hall.board.selected) ? <Side console={console} desk={desk} /> : <Person console={console} desk={desk} />}
      </div>
      <Dialogs console={console} desk={desk} />
    </div>
  );
}
