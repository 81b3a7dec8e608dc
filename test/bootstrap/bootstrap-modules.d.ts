/** The bootstrap is plain JavaScript; this is what its tests see of it. */

declare module '*/bootstrap/fingerprint.mjs' {
  export function fingerprint(root: string, paths: readonly string[]): string;
}

declare module '*/bootstrap/count-tests.mjs' {
  interface Counts {
    readonly passed: number;
    readonly failed: number;
  }
  export function countTests(report: unknown, exitCode: number): Counts;
  export function countsLine(counts: Counts): string;
}

declare module '*/bootstrap/dependencies.mjs' {
  export function isInstalled(lock: unknown, installed: unknown): boolean;
}

declare module '*/bootstrap/build.mjs' {
  interface BuildPlaces {
    readonly root: string;
    readonly buildStamp: string;
  }
  export function buildFingerprint(places: BuildPlaces): string;
  export function isBuildStale(places: BuildPlaces): boolean;
}

declare module '*/bootstrap/places.mjs' {
  export function placesIn(root: string): {
    readonly root: string;
    readonly buildStamp: string;
    readonly electronPackage: string;
  };
}

declare module '*/bootstrap/electron.mjs' {
  export function findElectron(
    places: { readonly electronPackage: string },
    env: Readonly<Record<string, string>>,
  ): string | null;
}

declare module '*/bootstrap/start.mjs' {
  export function hasDisplay(env: Readonly<Record<string, string>>, platform: string): boolean;
}

declare module '*/bootstrap/lock.mjs' {
  export function lockFolder(root: string): string;
  export function withLock<T>(folder: string, work: () => Promise<T>): Promise<T>;
}

declare module '*/bootstrap/run-process.mjs' {
  export function runProcess(
    command: string,
    args: readonly string[],
    options: { readonly output: 'collect' },
  ): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
}
