import { openStore, type Store } from '../store/open-store';

/** Reads the data folder beside whoever is writing it. */
export function readStore<T>(folder: string, read: (store: Store) => T): T {
  const store = openStore(folder, { readOnly: true });
  try {
    return read(store);
  } finally {
    store.close();
  }
}
