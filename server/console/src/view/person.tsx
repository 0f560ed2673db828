// One candidate: who, where, how it stands, what can be done, and what happened. Never an answer.
import { useEffect, useRef } from 'preact/hooks';
import { offered } from '../hall/acts';
import type { Console } from '../hall/console';
import { useSource, useTick } from '../hall/source';
import { endsAt, isOver } from '../hall/trouble';
import { t } from '../text';
import { clockTime, kNone, span } from '../text/format';
import type { Row } from '../wire/messages';
import type { Desk } from './desk';
import { Foreign, Words } from './parts';
import { ago } from './row';
import { Timeline } from './timeline';

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function Facts({ console, row }: { console: Console; row: Row }) {
  const zone = console.hall.batch?.zone ?? 'UTC';
  const since = clockTime(row.since, zone);
  const connection = row.since === 0 ? t('person.never') : t(row.online ? 'person.is_online' : 'person.is_offline', { time: since });
  return (
    <dl>
      <Fact name={t('column.place')}><Foreign text={row.room} /> · <Foreign text={row.seat} /></Fact>
      <Fact name={t('person.site')}><Foreign text={row.site} /></Fact>
      <Fact name={t('person.institution')}><Foreign text={row.institution} /></Fact>
      <Fact name={t('person.id')}><Foreign text={row.id_masked} /></Fact>
      <Fact name={t('column.machine')}><Foreign text={row.machine === '' ? kNone : row.machine} /></Fact>
      <Fact name={t('person.online')}>{connection}</Fact>
      <Fact name={t('column.answered')}>{row.answered} / {console.hall.items}</Fact>
      <Fact name={t('column.active')}>{row.active === 0 ? kNone : ago(console.clock.now() - row.active)}</Fact>
      <Fact name={t(isOver(row.status) ? 'person.ended' : 'column.ends_at')}>
        {clockTime(endsAt(row, console.clock.now()), zone)}
        {row.moved > 0 && <small class={row.moved_shown ? '' : 'bad'}> {t(row.moved_shown ? 'person.moved_shown' : 'person.moved_unseen')}</small>}
      </Fact>
      <Fact name={t('person.extra')}>{row.extra === 0 ? kNone : span(row.extra)}</Fact>
      <Fact name={t('column.notices')}><span title={t('column.hint.notices')}>{row.read} / {row.delivered} / {row.sent}</span></Fact>
      <Fact name={t('person.warned')}>{row.warned}</Fact>
      <Fact name={t('person.try')}>{row.try}</Fact>
    </dl>
  );
}

function Acts({ console, desk, row }: { console: Console; desk: Desk; row: Row }) {
  const rules = offered(console.hall.can, 'person', row, console.hall.batch?.phase);
  return (
    <div class="acts">
      {rules.map((rule) =>
        <button key={rule.kind} type="button" class={rule.grave ? 'grave' : ''}
                onClick={() => desk.open({ is: 'act', kind: rule.kind, scope: 'person', target: row.ticket })}>{t(`act.${rule.kind}`)}…</button>)}
    </div>
  );
}

export function Person({ console, desk }: { console: Console; desk: Desk }) {
  const { hall } = console;
  useSource(hall.rows, hall.rest, hall.board.source);
  useTick(1_000);
  const seat = hall.roster.seats.get(hall.board.selected);
  const panel = useRef<HTMLElement>(null);
  const close = (): void => {
    hall.board.select('');
    document.getElementById('candidates')?.focus();
  };
  useEffect(() => {
    panel.current?.scrollTo(0, 0);
    if (hall.board.selected !== '' && hall.timeline?.ticket !== hall.board.selected) console.timeline(hall.board.selected);
  }, [hall.board.selected]);
  if (seat === undefined) return null;
  const { row } = seat;
  return (
    <aside ref={panel} class="side person" aria-label={t('person.panel', { name: row.name })} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <header>
        <h2><Foreign text={row.name} /></h2>
        <span class="number"><Foreign text={row.ticket} /></span>
        <button type="button" class="quiet" aria-label={t('close')} onClick={close}>✕</button>
      </header>
      <p class="marks">
        <span class={`mark status ${row.status}`}>{t(`status.${row.status}`)}</span>
        {seat.trouble !== 'none' && <span class={`mark trouble ${seat.trouble}`}>{t(`trouble.${seat.trouble}`)}</span>}
      </p>
      {row.called > 0 && <p class="calling"><b>{t('person.call', { time: clockTime(row.called, hall.batch?.zone ?? 'UTC') })}</b> <Words text={row.call_text} /></p>}
      {row.unsaved > 0 && <p class="calling">{t('person.not_saved', { time: clockTime(row.unsaved, hall.batch?.zone ?? 'UTC') })}</p>}
      <Acts console={console} desk={desk} row={row} />
      <Facts console={console} row={row} />
      <Timeline console={console} ticket={row.ticket} />
    </aside>
  );
}
