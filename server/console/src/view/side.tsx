// What waits for somebody: calls, approvals, incidents; the trends; what was done from this page, and by all staff.
import type { Console } from '../hall/console';
import { useSource, useTick } from '../hall/source';
import { t } from '../text';
import { clockTime, span } from '../text/format';
import { holds } from '../hall/acts';
import type { Hall } from '../hall/hall';
import type { Done } from '../hall/record';
import type { Incident, Row, Scope } from '../wire/messages';
import { Charts } from './charts';
import { Deeds } from './deeds';
import type { Desk, Tab } from './desk';
import { isPassing, resultText, upon, waitsFor } from './outcome';
import { Foreign, Words } from './parts';
import { lossWaits, outageWaits, Requests } from './requests';

const kTabs: readonly Tab[] = ['calls', 'requests', 'incidents', 'charts', 'sent', 'deeds'];

function callers(console: Console): Row[] {
  if (console.hall.totals.trouble.called === 0) return [];
  const rows = [...console.hall.roster.seats.values()].filter((seat) => seat.row.called > 0).map((seat) => seat.row);
  return rows.sort((one, other) => one.called - other.called);
}

function Calls({ console, desk }: { console: Console; desk: Desk }) {
  useTick(1_000);
  const rows = callers(console);
  if (rows.length === 0) return <p class="empty">{t('calls.none')}</p>;
  const mayAnswer = console.hall.can.includes('answer_call');
  return (
    <ul class="items">
      {rows.map((row) =>
        <li key={row.ticket} class="call">
          <button type="button" class="who" onClick={() => console.hall.board.select(row.ticket)}>
            <b><Foreign text={row.name} longest={40} /></b> <Foreign text={row.room} longest={30} /> · <Foreign text={row.seat} longest={20} />
          </button>
          {console.hall.site === '' && <small><Foreign text={row.site} longest={40} /></small>}
          <small class="number">{t('calls.waits', { span: span(console.clock.now() - row.called) })}</small>
          {row.call_text !== '' && <Words text={row.call_text} />}
          {mayAnswer && <button type="button"
            onClick={() => desk.open({ is: 'act', kind: 'answer_call', scope: 'person', target: row.ticket })}>{t('act.answer_call')}…</button>}
        </li>)}
    </ul>
  );
}

function IncidentItem({ incident, zone }: { incident: Incident; zone: string }) {
  return (
    <li>
      <span><b>{t(`category.${incident.category}`)}</b> · {upon(incident.scope, incident.target)}</span>
      <small class="number">{clockTime(incident.at, zone)} · <Foreign text={incident.by} longest={30} /></small>
      <Words text={incident.text} />
      {incident.attachment !== undefined &&
        <details><summary>{t('incidents.attachment')}</summary><Words text={incident.attachment} longest={4_000} /></details>}
    </li>
  );
}

/** Upon what is in sight: the room, else the site, else everybody; undefined if the account does not hold that much. */
function inSight({ place, site, can }: Hall): { scope: Scope; target: string } | undefined {
  if (place !== '') return { scope: 'room', target: place };
  if (site !== '' && holds(can, 'site')) return { scope: 'site', target: site };
  return holds(can, 'batch') ? { scope: 'batch', target: '' } : undefined;
}

function NoteButton({ console, desk }: { console: Console; desk: Desk }) {
  if (!console.hall.can.includes('incident')) return null;
  const upon = inSight(console.hall);
  if (upon === undefined) return <p class="empty">{t('incidents.choose')}</p>;
  return <button type="button" class="wide" onClick={() => desk.open({ is: 'act', kind: 'incident', ...upon })}>{t('act.incident')}…</button>;
}

function Incidents({ console, desk }: { console: Console; desk: Desk }) {
  const { incidents, batch, allNotes } = console.hall;
  return (
    <>
      <NoteButton console={console} desk={desk} />
      {incidents.length === 0 && <p class="empty">{t(allNotes ? 'incidents.none' : 'incidents.loading')}</p>}
      <ul class="items">{incidents.map((incident) => <IncidentItem key={incident.seq} incident={incident} zone={batch?.zone ?? 'UTC'} />)}</ul>
    </>
  );
}

function SentItem({ console, done }: { console: Console; done: Done }) {
  const { asked, result } = done;
  return (
    <li class={result?.state}>
      <span><b>{t(`act.${done.kind}`)}</b> · {upon(done.scope, done.target)}</span>
      <small class="number">{clockTime(done.at, console.hall.batch?.zone ?? 'UTC')}</small>
      <span>{result === undefined ? waitsFor(console, done) : resultText(done.kind, result)}</span>
      <Words text={done.reason} />
      {result === undefined && !asked.sent && <button type="button" onClick={() => console.withdraw(asked.no)}>{t('act.withdraw')}</button>}
      {result !== undefined && isPassing(result) && <button type="button" onClick={() => void console.again(asked.no)}>{t('act.again')}</button>}
    </li>
  );
}

/** What was done to this batch, and what still waits for another one. */
function sentHere({ hall }: Console): Done[] {
  return hall.done.filter(({ asked, result }) => asked.batch === hall.batch?.code || result === undefined);
}

function Sent({ console }: { console: Console }) {
  const { totals } = console.hall;
  const done = sentHere(console);
  return (
    <>
      <p class="sums number">{t('notices.sums', { sent: totals.sent, delivered: totals.delivered, read: totals.read })}</p>
      {totals.moved > 0 && <p class="sums number">{t('ends.sums', { moved: totals.moved, shown: totals.movedShown })}</p>}
      {done.length === 0 && <p class="empty">{t('sent.none')}</p>}
      <ul class="items">{done.map((entry) => <SentItem key={entry.asked.no} console={console} done={entry} />)}</ul>
    </>
  );
}

function number(console: Console, tab: Tab): number {
  if (tab === 'calls') return console.hall.totals.trouble.called;
  if (tab === 'requests') return console.hall.requests.length + (outageWaits(console.hall.batch) ? 1 : 0) + (lossWaits(console.hall) ? 1 : 0);
  if (tab === 'sent') return console.hall.done.filter((done) => done.result === undefined).length;
  return tab === 'incidents' ? console.hall.incidents.length : 0;
}

/** Left and right arrows walk along the tabs, as in every tab list. */
function step(event: KeyboardEvent, desk: Desk): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by === undefined) return;
  desk.turnTo(kTabs[(kTabs.indexOf(desk.tab) + by + kTabs.length) % kTabs.length]!);
  const list = event.currentTarget as HTMLElement;
  requestAnimationFrame(() => requestAnimationFrame(() => list.querySelector<HTMLElement>('[aria-selected=true]')?.focus()));
}

export function Side({ console, desk }: { console: Console; desk: Desk }) {
  useSource(console.hall.rest, console.hall.sums, console.hall.board.source, desk.source);
  return (
    <aside class="side" aria-label={t('side')}>
      <div role="tablist" onKeyDown={(event) => step(event, desk)}>
        {kTabs.map((tab) =>
          <button key={tab} id={`tab-${tab}`} type="button" role="tab" aria-selected={desk.tab === tab} aria-controls="tab-panel"
                  tabIndex={desk.tab === tab ? 0 : -1} onClick={() => desk.turnTo(tab)}>
            {t(`side.${tab}`)}{number(console, tab) > 0 && <b class={`number badge ${tab}`}>{number(console, tab)}</b>}
          </button>)}
      </div>
      <div id="tab-panel" class="panel" role="tabpanel" aria-labelledby={`tab-${desk.tab}`} tabIndex={0}>
        {desk.tab === 'calls' && <Calls console={console} desk={desk} />}
        {desk.tab === 'requests' && <Requests console={console} desk={desk} />}
        {desk.tab === 'incidents' && <Incidents console={console} desk={desk} />}
        {desk.tab === 'charts' && <Charts console={console} />}
        {desk.tab === 'sent' && <Sent console={console} />}
        {desk.tab === 'deeds' && <Deeds console={console} />}
      </div>
    </aside>
  );
}
