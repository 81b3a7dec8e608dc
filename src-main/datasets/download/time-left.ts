/** How long a transfer will take, from the pace of its last seconds. */

const windowMs = 8000;
const leastMs = 1500;

/** @returns a function that is told how much is done and answers the seconds that are left, null while nobody knows */
export function trackTimeLeft(
  clock: () => number = () => performance.now(),
): (doneBytes: number, totalBytes: number) => number | null {
  let seen: { readonly at: number; readonly bytes: number }[] = [];
  return (doneBytes, totalBytes) => {
    const now = clock();
    seen.push({ at: now, bytes: doneBytes });
    const recent = seen.findIndex(({ at }) => now - at <= windowMs);
    seen = seen.slice(recent);
    const first = seen[0];
    if (!first || now - first.at < leastMs || doneBytes <= first.bytes) return null;
    const bytesPerMs = (doneBytes - first.bytes) / (now - first.at);
    return (totalBytes - doneBytes) / bytesPerMs / 1000;
  };
}
