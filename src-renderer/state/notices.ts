/** What the person is told in passing; `NoticeOutlet` shows it. */

import { shallowRef } from 'vue';
import { toAppError, type AppError } from '#shared/result';
import { LabError } from '../lab';

export type Notice =
  | { readonly kind: 'error'; readonly error: AppError }
  | { readonly kind: 'success'; readonly text: string }
  | { readonly kind: 'undo'; readonly text: string; readonly undo: () => Promise<void> };

export const lastNotice = shallowRef<Notice | null>(null);

export const problemOf = (thrown: unknown): AppError =>
  thrown instanceof LabError ? thrown.problem : toAppError(thrown);

export const tell = (text: string): void => {
  lastNotice.value = { kind: 'success', text };
};

/** Runs an action and shows its failure. @returns its value, or undefined where it failed */
export async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (thrown) {
    lastNotice.value = { kind: 'error', error: problemOf(thrown) };
    return undefined;
  }
}
