/** Words for what people do to keep order among runs. */

export const runMarksEn = {
  undo: 'Undo',
  places: 'Where runs are',
  place: { all: 'All runs', starred: 'Starred', archive: 'Archive', trash: 'Trash' },
  star: 'Star',
  unstar: 'Remove the star',
  archive: 'Archive',
  unarchive: 'Unarchive',
  restore: 'Restore',
  addTag: 'Add a tag',
  putInFolder: 'Put into a folder',
  noTrash: 'The trash is empty. What you delete stays here until you delete it for good.',
  noArchive: 'Nothing is archived. Archived runs stay in their studies and comparisons.',
  noStarred: 'No run has a star.',
  archived: '{n} run is archived. | {n} runs are archived.',
  unarchived: '{n} run is back. | {n} runs are back.',
  tagged: '{n} run is tagged. | {n} runs are tagged.',
  filed: '{n} run is in the folder. | {n} runs are in the folder.',
  deleteForGood: 'Delete for good',
  confirmForGood:
    'Delete {n} run for good, with its curves and checkpoints? That frees about {size}. | Delete {n} runs for good, with their curves and checkpoints? That frees about {size}.',
  freed: 'Deleted; {size} are free again.',
  trashed: '{n} run is in the trash. | {n} runs are in the trash.',
  moveInQueue: 'Move {name} in the queue: drag it, or press the arrow up or down',
};
