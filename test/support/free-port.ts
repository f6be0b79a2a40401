import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Above the ports that are given to whole systems, and below those that the machine gives to connections that go out: a port that nobody
 * holds at this moment is not taken by one of them before its server stands in it.
 */
const [FIRST, LAST] = [24_600, 32_700];
let next = randomInt(FIRST, LAST);

/** A port that nobody listens on; never the same one twice in a process, until all have been given. */
export async function freePort(): Promise<number> {
  for (let tries = FIRST; tries < LAST; tries += 1) {
    const port = next;
    next = next + 1 < LAST ? next + 1 : FIRST;
    if (await isFree(port)) return port;
  }
  throw new Error(`no port is free from ${FIRST} to ${LAST}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
