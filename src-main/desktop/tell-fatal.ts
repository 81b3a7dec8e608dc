import { dialog } from 'electron';

/** Says why Tau Lab cannot go on: to the terminal that started it, if any, and to the person, who closes the dialog. */
export function tellFatal(sentence: string): void {
  process.stderr.write(`tau-lab: ${sentence}\n`);
  dialog.showErrorBox('Tau Lab', sentence);
}
