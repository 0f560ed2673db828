// The acts that this account may do upon something: a button with a menu. What is not granted is not offered.
import { useEffect, useRef, useState } from 'preact/hooks';
import { offered, type ActRule } from '../hall/acts';
import type { Console } from '../hall/console';
import { t } from '../text';
import type { Scope } from '../wire/messages';
import type { Desk } from './desk';

interface Props { console: Console; desk: Desk; scope: Scope; target: string; label: string }

function applicable(console: Console, scope: Scope): ActRule[] {
  const outage = (console.hall.batch?.outage_proposed ?? 0) > 0;
  return offered(console.hall.can, scope).filter((rule) => rule.kind !== 'approve_outage' || outage);
}

/** Arrow keys walk through the menu, Escape leaves it. */
function walk(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) items[(at + step + items.length) % items.length]?.focus();
  else if (event.key === 'Escape') close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function Items({ rules, choose, close }: { rules: ActRule[]; choose: (rule: ActRule) => void; close: (back: boolean) => void }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const outside = (event: PointerEvent): void => {
      if (!list.current?.parentElement?.contains(event.target as Node)) close(false);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, []);
  return (
    <ul ref={list} role="menu" onKeyDown={(event) => list.current && walk(event, list.current, () => close(true))}
        onFocusOut={(event) => !list.current?.contains(event.relatedTarget as Node | null) && event.relatedTarget !== null && close(false)}>
      {rules.map((rule) =>
        <li key={rule.kind} role="none">
          <button type="button" role="menuitem" tabIndex={-1} class={rule.grave ? 'grave' : ''} onClick={() => choose(rule)}>
            {t(`act.${rule.kind}`)}…
          </button>
        </li>)}
    </ul>
  );
}

export function ActMenu({ console, desk, scope, target, label }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const rules = applicable(console, scope);
  if (rules.length === 0) return null;
  const close = (back: boolean): void => {
    setOpen(false);
    if (back) button.current?.focus();
  };
  const choose = (rule: ActRule): void => {
    close(true);
    desk.open({ is: 'act', kind: rule.kind, scope, target });
  };
  return (
    <span class="menu">
      <button ref={button} type="button" aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>{label} ▾</button>
      {open && <Items rules={rules} choose={choose} close={close} />}
    </span>
  );
}
