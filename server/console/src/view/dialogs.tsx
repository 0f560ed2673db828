// The one dialog that may be open. `showModal` holds the focus and makes what is behind it inert.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Console } from '../hall/console';
import { useSource } from '../hall/source';
import { ActDialog } from './act_dialog';
import { DecideDialog } from './decide_dialog';
import type { Desk } from './desk';

export function Modal({ heading, close, children }: { heading: string; close: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="dialog-heading" onClose={close}>
      <h2 id="dialog-heading">{heading}</h2>
      {children}
    </dialog>
  );
}

export function Dialogs({ console, desk }: { console: Console; desk: Desk }) {
  useSource(desk.source);
  const { dialog } = desk;
  if (dialog?.is === 'act') return <ActDialog key={`${dialog.kind} ${dialog.scope} ${dialog.target}`} console={console} desk={desk} {...dialog} />;
  if (dialog?.is === 'decide') return <DecideDialog key={dialog.request.request} console={console} desk={desk} {...dialog} />;
  return null;
}
