import { connect } from 'node:net';

const PATIENCE_MS = 1_000;

/** Whether a GET answers with a success status. */
export async function answersHttp(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Sends bytes over TCP and returns the first bytes of the answer; empty when there is none in a second. */
function askTcp(host: string, port: number, question: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (answer: Buffer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE_MS, () => finish(Buffer.alloc(0)));
    socket.once('error', () => finish(Buffer.alloc(0)));
    socket.once('close', () => finish(Buffer.alloc(0)));
    socket.once('data', finish);
    socket.once('connect', () => socket.write(question));
  });
}

/** Whether something listens there. */
export function acceptsTcp(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(PATIENCE_MS, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => finish(true));
  });
}

/** Whether a PostgreSQL server takes logins: it then asks for a password; while it starts up it answers with an error. */
export async function takesPostgresLogins(host: string, port: number): Promise<boolean> {
  const parameters = Buffer.from('user\0vermilion_app\0database\0vermilion\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + parameters.length, 0);
  const PROTOCOL_3_0 = 196_608;
  head.writeInt32BE(PROTOCOL_3_0, 4);
  const answer = await askTcp(host, port, Buffer.concat([head, parameters]));
  return answer.subarray(0, 1).toString() === 'R';
}

/** Whether a Kafka broker answers requests (it is asked for its API versions). */
export async function answersKafka(host: string, port: number): Promise<boolean> {
  const request = Buffer.alloc(14);
  const API_VERSIONS = 18;
  const CORRELATION = 1;
  request.writeInt32BE(request.length - 4, 0);
  request.writeInt16BE(API_VERSIONS, 4);
  request.writeInt16BE(0, 6);
  request.writeInt32BE(CORRELATION, 8);
  request.writeInt16BE(-1, 12);
  const answer = await askTcp(host, port, request);
  return answer.length >= 8 && answer.readInt32BE(4) === CORRELATION;
}
