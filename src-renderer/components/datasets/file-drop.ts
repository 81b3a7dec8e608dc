/** Files dropped anywhere on the window while a component is there. */

import { useEventListener } from '@vueuse/core';

/** Before Electron 29 a file of the desktop told its path itself. */
interface FileWithPath extends File {
  readonly path?: string;
}

function pathOf(file: FileWithPath): string {
  return window.tauLab?.pathOfFile(file) ?? file.path ?? '';
}

/** Tells the paths of what was dropped: none in a browser, which keeps them to itself. */
export function useFileDrop(onDrop: (paths: readonly string[]) => void): void {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  useEventListener(window, 'dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  useEventListener(window, 'drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    onDrop(files.map(pathOf).filter((path) => path !== ''));
  });
}
