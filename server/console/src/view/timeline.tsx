// What happened to one candidate, newest first. The server never sends what was answered, so it cannot be shown.
import type { Console } from '../hall/console';
import { fates, lines, type Fate, type Run } from '../hall/lines';
import { named, t } from '../text';
import { clockTime, dateTime, span } from '../text/format';
import type { Entry } from '../wire/messages';
import { Foreign, Words } from './parts';

/** One line for many answers in a row: between them nobody finds what else happened. */
function Work({ run, zone }: { run: Run; zone: string }) {
  const from = clockTime(run.from, zone);
  return (
    <li class="work">
      <time class="number" title={`${from} – ${clockTime(run.at, zone)}`}>{clockTime(run.at, zone)}</time>
      <span>
        {run.answered.length > 0 && <><b>{named('event', 'answered')}</b> {t('person.items', { items: run.answered.join(', ') })} </>}
        {run.visited.length > 0 && <><b>{named('event', 'visited')}</b> {t('person.items', { items: run.visited.join(', ') })}</>}
      </span>
    </li>
  );
}

/** Ids become words; what else the client says stands as it is. */
function words({ kind, text }: Entry): string {
  if (kind === 'entry_refused' || kind === 'answer_refused') return named('why', text);
  if (kind === 'outage_noted') return named('outage', text);
  if (kind === 'compensated') return named('cause', text);
  if (kind !== 'reported') return text;
  const [what = '', ...more] = text.split(' ');
  return [named('reported', what), ...more].join(' ');
}

/** Of a notice that was sent: whether it is there, and read. */
function Notice({ fate, zone }: { fate: Fate; zone: string }) {
  const when = (name: 'delivered' | 'read'): string => {
    const at = fate[name];
    return at === undefined ? t(`person.notice.not_${name}`) : t(`person.notice.${name}`, { time: clockTime(at, zone) });
  };
  return <small class={fate.read === undefined ? 'unread' : ''}> {when('delivered')} · {when('read')}</small>;
}

const isSent = ({ kind }: Entry): boolean => kind === 'notified' || kind === 'warned';

function Event({ entry, zone, fate }: { entry: Entry; zone: string; fate: Fate | undefined }) {
  return (
    <li class={entry.kind}>
      <time class="number">{clockTime(entry.at, zone)}</time>
      <span>
        <b>{named('event', entry.kind)}</b>
        {entry.notice !== undefined && ` ${t('person.notice', { n: entry.notice })}`}
        {entry.item > 0 && ` ${t('person.items', { items: String(entry.item) })}`}
        {entry.from !== undefined && entry.to !== undefined && <span class="number"> {dateTime(entry.from, zone)} – {dateTime(entry.to, zone)}</span>}
        {entry.amount !== 0 && ` ${span(entry.amount)}`}
        {entry.by !== '' && <small> <Foreign text={entry.by} longest={40} /></small>}
        {isSent(entry) && fate !== undefined && <Notice fate={fate} zone={zone} />}
        {entry.text !== '' && <Words text={words(entry)} />}
      </span>
    </li>
  );
}

export function Timeline({ console, ticket }: { console: Console; ticket: string }) {
  const { timeline, batch } = console.hall;
  if (timeline?.ticket !== ticket) return null;
  const oldest = timeline.events[0]?.seq;
  const zone = batch?.zone ?? 'UTC';
  const known = fates(timeline.events);
  return (
    <section class="timeline" aria-label={t('person.timeline')}>
      <h3>{t('person.timeline')}</h3>
      {timeline.failed !== undefined &&
        <p class="empty bad" role="alert">{t('person.timeline_failed', { why: named('why', timeline.failed) })} <button type="button"
          onClick={() => console.timelineAgain()}>{t('person.timeline_again')}</button></p>}
      {timeline.events.length === 0 && !timeline.loading && timeline.failed === undefined && <p class="empty">{t('person.timeline_none')}</p>}
      <ol>{lines(timeline.events).map((line) => 'run' in line
        ? <Work key={line.seq} run={line.run} zone={zone} />
        : <Event key={line.seq} entry={line} zone={zone} fate={known.get(line.notice ?? 0)} />).reverse()}</ol>
      {timeline.more && oldest !== undefined &&
        <button type="button" disabled={timeline.loading} onClick={() => console.timeline(ticket, { before: oldest })}>{t('person.timeline_older')}</button>}
    </section>
  );
}
