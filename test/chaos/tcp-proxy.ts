import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';

/** A way to a server that can be made slow. */
export interface Detour {
  /** What every packet takes longer, in ms, in each direction. */
  latencyMs: number;
  close(): Promise<void>;
}

/** Listens on `port` and hands everything on to `target` of the same machine, in order. */
export async function detour(port: number, target: number): Promise<Detour> {
  const open = new Set<Socket>();
  const way = { latencyMs: 0 };
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on('error', () => undefined);
    }
    carry(near, far, way);
    carry(far, near, way);
    near.on('close', () => void (open.delete(near), far.destroy()));
    far.on('close', () => void (open.delete(far), near.destroy()));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(way, {
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  });
}

/** What comes early waits; nothing overtakes what came before it. */
function carry(from: Socket, to: Socket, way: { readonly latencyMs: number }): void {
  const waiting: { readonly at: number; readonly data: Buffer }[] = [];
  const handOn = (): void => {
    for (let next = waiting[0]; next && next.at <= Date.now(); next = waiting[0]) {
      waiting.shift();
      if (to.writable) to.write(next.data);
    }
    if (waiting[0]) setTimeout(handOn, Math.max(1, waiting[0].at - Date.now()));
  };
  from.on('data', (data: Buffer) => {
    waiting.push({ at: Math.max(Date.now() + way.latencyMs, waiting.at(-1)?.at ?? 0), data });
    if (waiting.length === 1) handOn();
  });
}
