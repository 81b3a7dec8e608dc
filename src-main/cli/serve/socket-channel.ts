import { pack, unpack } from 'msgpackr';
import type { WebSocket } from 'ws';
import type { ClientChannel } from '../../lab/serve-client';

/** A browser that is this far behind has gone, or will never catch up. */
const largestBacklogBytes = 64 * 1024 * 1024;
const pulseMs = 30_000;

/** A WebSocket as the lab's channel: MessagePack both ways. What is no MessagePack ends the connection. */
export const socketChannel = (socket: WebSocket): ClientChannel => ({
  send: (message) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > largestBacklogBytes) socket.terminate();
    else socket.send(pack(message));
  },
  onMessage: (listener) => {
    socket.on('message', (data) => {
      const message = Buffer.isBuffer(data) ? unpacked(data) : undefined;
      if (message === undefined) socket.close(unsupportedData);
      else listener(message);
    });
  },
});

const unsupportedData = 1003;

function unpacked(data: Buffer): unknown {
  try {
    return unpack(data) as unknown;
  } catch {
    return undefined;
  }
}

/** Ends a socket whose browser answers no more, as after a machine went to sleep. */
export function endWhenSilent(socket: WebSocket): void {
  let isAlive = true;
  const pulse = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, pulseMs);
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => clearInterval(pulse));
}
