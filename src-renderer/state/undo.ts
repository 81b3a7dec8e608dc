/** What was just done and can be taken back, by a button or by Ctrl+Z: the newest first. */

import { shallowRef } from 'vue';
import { attempt, lastNotice } from './notices';

export interface Undoable {
  /** What was done, such as "3 runs put into the trash". */
  readonly text: string;
  readonly undo: () => Promise<void>;
}

/** More would take back what nobody remembers. */
const deepest = 50;

const done = shallowRef<readonly Undoable[]>([]);

/** Tells what was done, with a button that takes it back. */
export function tellUndoable(undoable: Undoable): void {
  done.value = [...done.value.slice(1 - deepest), undoable];
  lastNotice.value = { kind: 'undo', text: undoable.text, undo: () => undo(undoable) };
}

/** Takes back one thing, or the newest; what was taken back already stays so. */
export async function undo(undoable: Undoable | undefined = done.value.at(-1)): Promise<void> {
  if (!undoable || !done.value.includes(undoable)) return;
  done.value = done.value.filter((each) => each !== undoable);
  await attempt(undoable.undo);
}

/** Ctrl+Z, or ⌘Z; in a field it belongs to the text. */
export function followUndoKey(): void {
  window.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')) return;
    event.preventDefault();
    void undo();
  });
}
