import { fork, type ChildProcess } from 'node:child_process';
import { Problem } from '#shared/result';
import type { ComputedViews, ViewAnswer, ViewCommand } from '#shared/view-preview';

/** Computes augmented views in a process of its own, since the lab never loads TensorFlow. */
export interface Viewer {
  /** @throws Problem of what went wrong there, or `preview.died` */
  show(command: Omit<ViewCommand, 'kind' | 'id'>): Promise<ComputedViews>;
  close(): void;
}

interface Waiting {
  readonly resolve: (views: ComputedViews) => void;
  readonly reject: (problem: Problem) => void;
}

interface WarmProcess {
  readonly child: ChildProcess;
  readonly engineFolder: string | null;
  readonly waiting: Map<number, Waiting>;
}

/** Loading takes seconds, so it stays for a while; but it holds memory, perhaps that of a card. */
const idleMs = 60_000;

export function createViewer(file: string): Viewer {
  let warm: WarmProcess | null = null;
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;

  const close = (): void => {
    clearTimeout(idle);
    warm?.child.kill('SIGKILL');
    warm = null;
  };
  const start = (engineFolder: string | null): WarmProcess => {
    const child = fork(file, [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const started: WarmProcess = { child, engineFolder, waiting: new Map() };
    const gone = (reason: string): void => {
      if (warm === started) warm = null;
      for (const { reject } of started.waiting.values()) reject(new Problem('preview.died', { reason }));
      started.waiting.clear();
    };
    child.on('message', (message) => settle(started, message as ViewAnswer));
    child.once('error', (error) => gone(error.message));
    child.once('close', (code, signal) => gone(signal ?? `exit code ${code ?? 'unknown'}`));
    return started;
  };

  return {
    show: (command) => {
      // An engine that was installed meanwhile needs another process: one cannot be replaced by another.
      if (warm && warm.engineFolder !== command.engineFolder) close();
      const { child, waiting } = (warm ??= start(command.engineFolder));
      const id = (lastId += 1);
      clearTimeout(idle);
      idle = setTimeout(close, idleMs).unref();
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        // Where it has just ended, that is told to whoever waits.
        child.send({ kind: 'views', id, ...command } satisfies ViewCommand, () => undefined);
      });
    },
    close,
  };
}

function settle({ waiting }: WarmProcess, answer: ViewAnswer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.kind === 'views') asked?.resolve(answer.views);
  else asked?.reject(new Problem(answer.error.code, answer.error.details));
}
