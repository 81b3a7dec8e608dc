import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const rectangle = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
});
const windowState = z.object({ bounds: rectangle, isMaximized: z.boolean() });

export type Rectangle = z.infer<typeof rectangle>;
export type WindowState = z.infer<typeof windowState>;

/** The window's last place, or null where none is known or the file was damaged. */
export function readWindowState(file: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** A place that cannot be remembered, as on a full disk, is no reason to trouble anyone. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(state));
  } catch {
    return;
  }
}

/** Enough of a title bar to take hold of. */
const graspPixels = 100;

/** Whether a person could still take hold of a window there, now that screens may have been unplugged. */
export const isReachable = (bounds: Rectangle, screens: readonly Rectangle[]): boolean =>
  screens.some(
    (area) =>
      bounds.x + bounds.width >= area.x + graspPixels &&
      bounds.x <= area.x + area.width - graspPixels &&
      bounds.y >= area.y &&
      bounds.y <= area.y + area.height - graspPixels,
  );
