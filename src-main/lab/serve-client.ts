import { createBirpc } from 'birpc';
import type { ClientFunctions, LabFunctions } from '#shared/contract';
import type { Lab } from './create-lab';

/** A line to one interface, whatever carries it. Messages are structured data; a carrier of bytes packs them itself. */
export interface ClientChannel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

const isMessage = (message: unknown): boolean => typeof message === 'object' && message !== null;

/** Lets one interface ask, and tells it everything that the lab tells. @returns a function that ends this */
export function serveClient(lab: Pick<Lab, 'request' | 'onPush'>, channel: ClientChannel): () => void {
  const functions: LabFunctions = { request: lab.request };
  const client = createBirpc<ClientFunctions, LabFunctions, false>(functions, {
    proxify: false,
    post: (message) => channel.send(message),
    on: (receive: (message: unknown) => void) =>
      channel.onMessage((message) => {
        if (isMessage(message)) receive(message);
      }),
    // An answer that cannot be delivered has nobody left to hear of it.
    onGeneralError: () => true,
  });
  const stop = lab.onPush((name, payload) => {
    client.$callEvent('push', name, payload).catch(() => undefined);
  });
  return () => {
    stop();
    client.$close();
  };
}
