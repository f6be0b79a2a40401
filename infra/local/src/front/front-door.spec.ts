import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { frontDoor } from './front-door.js';

/** A server that says its name, for whom it was asked, and what was sent. */
async function named(name: string): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.url === '/breaks-off') return void request.socket.destroy();
      const asked = { name, for: request.headers['x-forwarded-for'], host: request.headers.host };
      response.writeHead(200).end(JSON.stringify({ ...asked, body: Buffer.concat(parts).toString() }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

describe('the door before several equal servers', () => {
  let behind: Server[];
  let door: Server;
  let address: string;
  beforeEach(async () => {
    behind = [await named('one'), await named('two')];
    door = frontDoor(behind.map(portOf));
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${portOf(door)}`;
  });
  afterEach(() => Promise.all([door, ...behind].map(close)));

  interface Answer {
    readonly [part: string]: string;
  }
  const ask = async (body?: string): Promise<Answer> =>
    (await fetch(`${address}/x`, { method: 'POST', body: body ?? 'a' })).json() as Promise<Answer>;

  it('lets every one of them have its turn, also with one caller on one connection', async () => {
    const names = [await ask(), await ask(), await ask(), await ask()].map(({ name }) => name);
    expect(names.filter((name) => name === 'one')).toHaveLength(2);
    expect(names[0]).not.toBe(names[1]);
  });

  it('hands on what is sent, under the name that was asked for, and says for whom', async () => {
    expect(await ask('一件申报材料')).toMatchObject({
      body: '一件申报材料',
      for: '127.0.0.1',
      host: address.slice('http://'.length),
    });
  });

  it('passes over one that takes no connection, with the whole body', async () => {
    await close(behind[0] as Server);
    for (let time = 0; time < 4; time += 1)
      expect(await ask(`part ${time}`)).toMatchObject({ name: 'two', body: `part ${time}` });
  });

  it('does not repeat what a server has begun: the caller sees the broken connection', async () => {
    await expect(fetch(`${address}/breaks-off`, { method: 'POST', body: 'a' })).rejects.toThrow('fetch failed');
  });

  it('says that nobody is there when nobody is', async () => {
    await Promise.all(behind.map(close));
    expect((await fetch(address)).status).toBe(503);
  });
});
