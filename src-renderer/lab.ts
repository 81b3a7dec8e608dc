/**
 * The only file that talks to the lab: over a MessagePort that the desktop shell hands to the page, or over a
 * WebSocket to the server the page came from. Everything else asks through `ask` and listens through `onPush`.
 */

import { createBirpc, type BirpcReturn } from 'birpc';
import { pack, unpack } from 'msgpackr';
import { readonly, shallowRef } from 'vue';
import type {
  ClientFunctions,
  Input,
  LabFunctions,
  Outputs,
  PushName,
  Pushes,
  RequestName,
} from '#shared/contract';
import type { AppError } from '#shared/result';

/** Thrown by `ask` where the lab cannot do what it was asked. */
export class LabError extends Error {
  readonly problem: AppError;

  constructor(problem: AppError) {
    super(problem.message);
    this.name = 'LabError';
    this.problem = problem;
  }
}

export type Connection = 'connecting' | 'connected' | 'lost';

type Rpc = BirpcReturn<LabFunctions, ClientFunctions, false>;
type Listener = (payload: never) => void;

const longestWaitMs = 10_000;

const state = shallowRef<Connection>('connecting');
const listeners = new Map<PushName, Set<Listener>>();
const connectedListeners = new Set<() => void>();
const waiting: ((rpc: Rpc) => void)[] = [];
let current: Rpc | null = null;

export const connection = readonly(state);

const clientFunctions: ClientFunctions = {
  push: (name, payload) => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never);
  },
};

function connected(rpc: Rpc): void {
  current = rpc;
  state.value = 'connected';
  for (const resolve of waiting.splice(0)) resolve(rpc);
  for (const listener of connectedListeners) listener();
}

function lost(rpc: Rpc): void {
  if (current === rpc) current = null;
  state.value = 'lost';
  rpc.$close(new Error('The connection to the lab was lost.'));
}

// A request may take as long as it takes (an import reads whole files); a lost connection rejects it.
const noTimeout = { proxify: false, timeout: -1 } as const;

function connectPort(port: MessagePort): void {
  current?.$close();
  connected(
    createBirpc<LabFunctions, ClientFunctions, false>(clientFunctions, {
      ...noTimeout,
      post: (message) => port.postMessage(message),
      on: (receive) => {
        port.onmessage = (event) => receive(event.data);
      },
    }),
  );
}

function connectSocket(attempt = 0): void {
  const protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${protocol}//${location.host}/lab`);
  socket.binaryType = 'arraybuffer';
  let opened = false;
  const rpc = createBirpc<LabFunctions, ClientFunctions, false>(clientFunctions, {
    ...noTimeout,
    post: (message: Uint8Array<ArrayBuffer>) => socket.send(message),
    on: (receive) => {
      socket.onmessage = (event) => receive(event.data);
    },
    serialize: (message) => pack(message),
    deserialize: (message: ArrayBuffer) => unpack(new Uint8Array(message)) as unknown,
  });
  socket.onopen = () => {
    opened = true;
    connected(rpc);
  };
  socket.onclose = () => {
    lost(rpc);
    const next = opened ? 0 : attempt + 1;
    setTimeout(() => connectSocket(next), Math.min(250 * 2 ** next, longestWaitMs));
  };
}

/** Called once, before the application mounts. */
export function connect(): void {
  window.addEventListener('message', (event: MessageEvent<{ type?: string } | null>) => {
    const port = event.ports[0];
    if (event.data?.type === 'tau-lab:port' && port) connectPort(port);
  });
  // In the browser the page comes from the lab's own server; in the desktop window from the shell.
  if (location.protocol.startsWith('http') && window.tauLab === undefined) connectSocket();
}

const rpcOnceConnected = (): Promise<Rpc> =>
  current ? Promise.resolve(current) : new Promise((resolve) => waiting.push(resolve));

/** @throws LabError where the lab answers that it cannot */
export async function ask<K extends RequestName>(name: K, input: Input<K>): Promise<Outputs[K]> {
  const rpc = await rpcOnceConnected();
  const result = await rpc.$call('request', name, input);
  if (!result.ok) throw new LabError(result.error);
  return result.value as Outputs[K];
}

/** @returns a function that stops listening */
export function onPush<K extends PushName>(name: K, listener: (payload: Pushes[K]) => void): () => void {
  const set = listeners.get(name) ?? new Set<Listener>();
  listeners.set(name, set.add(listener));
  return () => set.delete(listener);
}

/**
 * Asks now and after every reconnection. A connection lost meanwhile is no failure: the next one asks again.
 */
export function keepAsking<K extends RequestName>(
  name: K,
  input: Input<K>,
  apply: (output: Outputs[K]) => void,
): void {
  onConnected(() => {
    ask(name, input).then(apply, (thrown: unknown) => {
      if (thrown instanceof LabError) throw thrown;
    });
  });
}

/** Runs at once where already connected, and after every reconnection: what was pushed in between is lost. */
export function onConnected(listener: () => void): () => void {
  connectedListeners.add(listener);
  if (current) listener();
  return () => connectedListeners.delete(listener);
}
