import { Agent, createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** Where one of the equal servers behind the door listens on this machine. */
type Port = number;

/** Headers that speak of one connection only (RFC 9110, 7.6.1). */
const HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade']);

/**
 * Stands before several equal servers: each request goes to the next one, so that whoever depends on what only one process remembers is found
 * out. A server that takes no connection is passed over. One that breaks off in the middle breaks the caller's connection, too: nobody here
 * knows what it has done, and a command repeated under its key is the caller's to repeat.
 */
export function frontDoor(behind: readonly Port[]): Server {
  const agent = new Agent({ keepAlive: false });
  let turn = 0;
  return createServer((request, response) => {
    turn = (turn + 1) % behind.length;
    const inOrder = behind.map((_, index) => behind[(turn + index) % behind.length] as Port);
    passOn(request, response, inOrder, agent);
  });
}

function passOn(request: IncomingMessage, response: ServerResponse, [port, ...others]: Port[], agent: Agent): void {
  if (port === undefined) {
    response.writeHead(503, { 'retry-after': '1', 'content-length': '0' }).end();
    return;
  }
  const { method, url: path } = request;
  const onward = ask({ host: '127.0.0.1', port, method, path, agent, headers: onwardHeaders(request) });
  let taken = false;
  onward.once('socket', (socket) =>
    socket.once('connect', () => {
      taken = true;
      // A caller who breaks off breaks off for the server as well.
      pipeline(request, onward, () => undefined);
    }),
  );
  onward.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response, () => undefined);
  });
  onward.once('error', () => (taken ? request.socket.destroy() : passOn(request, response, others, agent)));
  response.once('close', () => onward.destroy());
}

/** The host stays what the caller has asked for; for whom one asks is added, as proxies do. */
function onwardHeaders(request: IncomingMessage): Record<string, string | string[]> {
  const kept = Object.entries(request.headers).filter(([name, value]) => value !== undefined && !HOP.has(name));
  const from = [request.headers['x-forwarded-for'], request.socket.remoteAddress].filter(Boolean).join(', ');
  return { ...(Object.fromEntries(kept) as Record<string, string | string[]>), 'x-forwarded-for': from };
}
