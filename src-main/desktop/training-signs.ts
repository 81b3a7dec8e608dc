import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { DesktopTexts } from './texts';

/** A taskbar shows progress above 1 as busy, without an end in sight. */
const busy = 2;
const none = -1;

/** Keeps the machine awake while something trains, and tells the person outside the window when it has ended. */
export function createTrainingSigns(
  window: BrowserWindow,
  texts: DesktopTexts,
): (isTraining: boolean) => void {
  let blocker: number | null = null;
  return (isTraining) => {
    if (isTraining === (blocker !== null)) return;
    if (blocker === null) {
      blocker = powerSaveBlocker.start('prevent-app-suspension');
    } else {
      powerSaveBlocker.stop(blocker);
      blocker = null;
      if (!window.isDestroyed() && !window.isFocused() && Notification.isSupported()) {
        new Notification({ title: texts.doneTitle, body: texts.doneBody }).show();
      }
    }
    if (!window.isDestroyed()) window.setProgressBar(isTraining ? busy : none);
  };
}
