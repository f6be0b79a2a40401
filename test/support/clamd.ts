import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What the test scanner takes for malware, wherever in a file. */
export const INFECTED = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';

/**
 * A stand-in for clamd: an outside service of the institution, of which no package exists here. It speaks clamd's protocol as clamd(8) has
 * it, byte for byte: `zINSTREAM\0`, pieces after their lengths, a zero, and an answer that ends with a zero byte.
 */
export interface TestClamd {
  readonly address: string;
  /** Files that were sent whole. */
  readonly scanned: readonly Buffer[];
  stop(): Promise<void>;
}

export async function startClamd(port = 0): Promise<TestClamd> {
  const scanned: Buffer[] = [];
  const server = createServer((socket) => {
    receive(socket, scanned).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    scanned,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

const COMMAND = Buffer.from('zINSTREAM\0');

async function receive(socket: Socket, scanned: Buffer[]): Promise<void> {
  let received = Buffer.alloc(0);
  for await (const part of socket) {
    received = Buffer.concat([received, part as Buffer]);
    if (!COMMAND.subarray(0, received.length).equals(received.subarray(0, COMMAND.length)))
      return void socket.end('UNKNOWN COMMAND\0');
    const file = fileIn(received.subarray(COMMAND.length));
    if (!file) continue;
    scanned.push(file);
    return void socket.end(file.includes(INFECTED) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
  }
}

/** The file, once the piece of length zero has come. */
function fileIn(pieces: Buffer): Buffer | null {
  const found: Buffer[] = [];
  for (let at = 0; at + 4 <= pieces.length;) {
    const length = pieces.readUInt32BE(at);
    if (length === 0) return Buffer.concat(found);
    found.push(pieces.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
