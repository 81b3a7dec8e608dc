/** Words for what people do to keep order among runs. */

export const runMarksEn = {
  undo: 'Undo',
  trashed: '{n} run is in the trash. | {n} runs are in the trash.',
  moveInQueue: 'Move {name} in the queue: drag it, or press the arrow up or down',
};
