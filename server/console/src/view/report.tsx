// The end-of-room report: for the screen, and by the print style for paper with lines to sign on.
import type { Console } from '../hall/console';
import { useSource } from '../hall/source';
import { isOver } from '../hall/trouble';
import { summarise, type Summary } from '../hall/summary';
import { t } from '../text';
import { clockTime, dateTime, kNone, shortTime, span } from '../text/format';
import type { Row } from '../wire/messages';
import { placeName, upon } from './outcome';
import { Foreign, Words } from './parts';

function remarks(row: Row): string {
  const all = [
    row.warned > 0 ? t('report.remark.warned', { n: row.warned }) : '',
    row.left > 0 ? t('report.remark.left', { n: row.left }) : '',
    row.late > 0 ? t('report.remark.late', { n: row.late }) : '',
  ];
  return all.filter((remark) => remark !== '').join(' · ');
}

function Counts({ summary }: { summary: Summary }) {
  const counts = [
    [t('report.registered'), summary.registered], [t('report.present'), summary.present], [t('report.absent'), summary.absent],
    [t('status.handed_in'), summary.handed_in], [t('status.collected'), summary.collected], [t('status.terminated'), summary.terminated],
    [t('report.still'), summary.still],
  ] as const;
  return <dl class="counts">{counts.map(([name, count]) => <div key={name}><dt>{name}</dt><dd class="number">{count}</dd></div>)}</dl>;
}

function People({ rows, zone }: { rows: readonly Row[]; zone: string }) {
  return (
    <table>
      <caption>{t('report.candidates')}</caption>
      <thead><tr>
        <th>{t('report.seat')}</th><th>{t('column.ticket')}</th><th>{t('column.name')}</th><th>{t('report.how')}</th>
        <th>{t('report.ended')}</th><th>{t('report.extra')}</th><th>{t('report.remarks')}</th>
      </tr></thead>
      <tbody>{rows.map((row) =>
        <tr key={row.ticket}>
          <td><Foreign text={row.seat} longest={16} /></td><td class="number"><Foreign text={row.ticket} longest={40} /></td>
          <td><Foreign text={row.name} longest={40} /></td><td>{t(`status.${row.status}`)}</td>
          <td class="number">{isOver(row.status) ? clockTime(row.ends_at, zone) : kNone}</td>
          <td class="number">{row.extra === 0 ? kNone : span(row.extra)}</td><td>{remarks(row)}</td>
        </tr>)}</tbody>
    </table>
  );
}

function Incidents({ summary, zone, all }: { summary: Summary; zone: string; all: boolean }) {
  return (
    <section>
      <h3>{t('report.incidents')}</h3>
      {summary.incidents.length === 0 && <p>{t(all ? 'incidents.none' : 'incidents.loading')}</p>}
      <ul>{summary.incidents.map((incident) =>
        <li key={incident.seq}>
          <span class="number">{clockTime(incident.at, zone)}</span> {t(`category.${incident.category}`)} · {upon(incident.scope, incident.target)}
          {' '}(<Foreign text={incident.by} longest={40} />): <Words text={incident.text} />
          {incident.attachment !== undefined && <p class="attachment"><Words text={incident.attachment} longest={4_000} /></p>}
        </li>)}</ul>
    </section>
  );
}

export function Report({ console }: { console: Console }) {
  const { hall } = console;
  useSource(hall.rows, hall.sums, hall.board.source, hall.rest);
  const { batch, place } = hall;
  if (batch === undefined || place === '') return <p class="empty">{t('report.choose')}</p>;
  const summary = summarise([...hall.roster.seats.values()].map((seat) => seat.row), place, hall.incidents);
  const over = batch.phase === 'closed' || batch.phase === 'finalised' || summary.still === 0;
  return (
    <article class="report" id="candidates" tabIndex={-1}>
      <button type="button" class="main" disabled={!hall.whole} onClick={() => print()}>{t('report.print')}</button>
      <h2>{t('report.title')}</h2>
      {!hall.whole && <p class="interim" role="status">{t('report.incomplete')}</p>}
      {!over && <p class="interim">{t('report.unfinished')}</p>}
      <dl class="heads">
        <div><dt>{t('report.batch')}</dt><dd><Foreign text={batch.title} /> <Foreign text={batch.code} /></dd></div>
        <div><dt>{t('report.room')}</dt><dd><Foreign text={placeName(place)} /></dd></div>
        <div><dt>{t('report.window')}</dt><dd>{t('batches.window', { from: dateTime(batch.start, batch.zone), to: shortTime(batch.end, batch.zone) })}</dd></div>
        <div><dt>{t('report.made')}</dt><dd>{clockTime(hall.asOf, batch.zone)} · <Foreign text={console.account.name} /></dd></div>
      </dl>
      <Counts summary={summary} />
      <People rows={summary.rows} zone={batch.zone} />
      <Incidents summary={summary} zone={batch.zone} all={hall.allNotes} />
      <footer>
        <p>{t('report.sign.proctor')}<i /></p><p>{t('report.sign.second')}<i /></p><p>{t('report.sign.chief')}<i /></p><p>{t('report.sign.date')}<i /></p>
      </footer>
    </article>
  );
}
