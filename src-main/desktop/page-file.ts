import { relative, resolve, sep } from 'node:path';

/**
 * The file of the built page that an address of the app:// protocol names, or null where it names none.
 * A path that leads outside the folder, encoded or not, names none.
 */
export function pageFile(folder: string, address: string): string | null {
  const written = decodedPath(address);
  if (written === null || written.includes('\0') || written.includes('\\')) return null;
  const file = resolve(folder, `.${written === '/' ? '/index.html' : written}`);
  const inside = relative(folder, file);
  const leaves =
    inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside;
  return leaves ? null : file;
}

/** The path as text. The URL parser has already folded plain and encoded dots, but not encoded slashes. */
function decodedPath(address: string): string | null {
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
}
