import { randomUUID } from 'node:crypto';
import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { ToLab } from './lab-messages';

export interface Relay {
  /** Gives the page a new line to the lab; an older one of the same page ends. */
  readonly connect: (page: WebContents) => void;
  /** Hands a message of the lab to the page it is for. */
  readonly deliver: (client: string, data: unknown) => void;
}

interface Line {
  readonly pageId: number;
  readonly port: MessagePortMain;
}

/** Joins pages and lab without reading what they say to each other. */
export function createRelay(toLab: (message: ToLab) => void): Relay {
  const lines = new Map<string, Line>();

  const end = (client: string): void => {
    const line = lines.get(client);
    if (!lines.delete(client)) return;
    line?.port.close();
    toLab({ kind: 'client-gone', client });
  };

  return {
    connect: (page) => {
      for (const [client, line] of lines) if (line.pageId === page.id) end(client);
      const client = randomUUID();
      const { port1, port2 } = new MessageChannelMain();
      lines.set(client, { pageId: page.id, port: port1 });
      port1.on('message', (event) => toLab({ kind: 'client', client, data: event.data as unknown }));
      port1.on('close', () => end(client));
      port1.start();
      page.postMessage('tau-lab:port', null, [port2]);
    },
    deliver: (client, data) => lines.get(client)?.port.postMessage(data),
  };
}
