import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { isPublic } from './addresses.js';
import { allowedHosts } from './allowed-hosts.js';
import { postOnce, type HostAddress } from './post-once.js';

const octets = (...ranges: readonly (readonly [from: number, to: number])[]) =>
  fc.tuple(...ranges.map(([min, max]) => fc.integer({ min, max }))).map((parts) => parts.join('.'));
const ANY = [0, 255] as const;
const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
const after = (prefix: string, groups: number) =>
  fc.array(group, { minLength: groups, maxLength: groups }).map((rest) => [prefix, ...rest].join(':'));

/** Source: IANA special-purpose address registries (RFC 6890); OWASP, Server-Side Request Forgery Prevention. */
describe('an address', () => {
  it.each([
    ['of this network', octets([0, 0], ANY, ANY, ANY)],
    ['of a private network (10/8)', octets([10, 10], ANY, ANY, ANY)],
    ['of a private network (172.16/12)', octets([172, 172], [16, 31], ANY, ANY)],
    ['of a private network (192.168/16)', octets([192, 192], [168, 168], ANY, ANY)],
    ['behind the address translation of a provider', octets([100, 100], [64, 127], ANY, ANY)],
    ['of this machine', octets([127, 127], ANY, ANY, ANY)],
    ['of the link, where clouds answer about themselves', octets([169, 169], [254, 254], ANY, ANY)],
    ['of protocols', octets([192, 192], [0, 0], [0, 0], ANY)],
    ['of examples (192.0.2/24)', octets([192, 192], [0, 0], [2, 2], ANY)],
    ['of examples (198.51.100/24)', octets([198, 198], [51, 51], [100, 100], ANY)],
    ['of examples (203.0.113/24)', octets([203, 203], [0, 0], [113, 113], ANY)],
    ['of relays of 6to4', octets([192, 192], [88, 88], [99, 99], ANY)],
    ['of measurements', octets([198, 198], [18, 19], ANY, ANY)],
    ['of many, or reserved', octets([224, 255], ANY, ANY, ANY)],
    ['of version 4 in the clothes of 6', octets(ANY, ANY, ANY, ANY).map((four) => `::ffff:${four}`)],
    ['of version 4 translated', octets(ANY, ANY, ANY, ANY).map((four) => `64:ff9b::${four}`)],
    ['of 6to4', after('2002', 7)],
    ['of Teredo', after('2001:0', 6)],
    ['of version 6 for examples', after('2001:db8', 6)],
    ['of version 6 for longer examples', after('3fff:abc', 6)],
    ['of the link, of version 6', after('fe80', 7)],
    ['that is unique locally', fc.constantFrom('fc00', 'fd00', 'fdff').chain((prefix) => after(prefix, 7))],
    ['of many, of version 6', after('ff02', 7)],
  ])('%s is not public', (_what, addresses) => {
    fc.assert(fc.property(addresses, (address) => expect([address, isPublic(address)]).toEqual([address, false])));
  });

  it.each(['::', '::1', '168.63.129.16', '100.100.100.200', 'fd00:ec2::254', 'fe80::1%eth0', '1.2.3', 'localhost', ''])(
    '%j is not public',
    (address) => expect(isPublic(address)).toBe(false),
  );

  it('on either side of what is closed is public', () => {
    for (const address of [
      '9.255.255.255',
      '11.0.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '172.15.255.255',
      '172.32.0.0',
    ])
      expect([address, isPublic(address)]).toEqual([address, true]);
    for (const address of ['1.1.1.1', '223.255.255.255', '2400:3200::1', '2600:1f18::1'])
      expect([address, isPublic(address)]).toEqual([address, true]);
  });
});

describe('where requests may go', () => {
  const hosts = allowedHosts('Hooks.example, hooks.example:8443 ,10.1.2.3,127.0.0.1:9,[2400:3200::1]');

  it.each([
    ['https://hooks.example/a?b=c', null],
    ['https://HOOKS.example:443/', null],
    ['https://hooks.example:8443/', null],
    ['https://hooks.example:8444/', 'port'],
    ['https://hooks.example./', 'host'],
    ['https://a.hooks.example/', 'host'],
    ['https://hooks.example.evil.test/', 'host'],
    ['https://hooks.example@evil.test/', 'unsafe'],
    ['https://evil.test#@hooks.example/', 'unsafe'],
    ['https://evil.test\\@hooks.example/', 'host'],
    ['http://hooks.example/', 'unsafe'],
    ['http://10.1.2.3/', 'unsafe'],
    ['https://10.1.2.3/', null],
    ['https://10.1.2.4/', 'host'],
    ['https://[2400:3200::1]/', null],
    ['https://[::1]/', 'host'],
    ['http://127.0.0.1:9/', null],
    ['http://127.1:9/', null],
    ['http://2130706433:9/', null],
    ['http://127.0.0.1:10/', 'port'],
    ['http://localhost:9/', 'host'],
    ['file:///etc/passwd', 'unsafe'],
    ['hooks.example', 'unsafe'],
    [`https://hooks.example/${'a'.repeat(2_000)}`, 'unsafe'],
  ])('%s: %s', (url, fault) => expect(hosts.faultOf(url)).toBe(fault));

  it('is nowhere when nothing is listed, and no list is guessed at', () => {
    expect(allowedHosts(' ,').none).toBe(true);
    expect(allowedHosts('').faultOf('https://hooks.example/')).toBe('host');
    for (const entry of ['*', '*.example', 'https://hooks.example', 'a b', 'user@hooks.example', 'hooks.example/path'])
      expect(() => allowedHosts(entry)).toThrow('not a host');
  });
});

describe('a request', () => {
  let server: Server;
  let port: number;
  let answer: RequestListener;
  let asked: IncomingHttpHeaders[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ ...request.headers, path: request.url, at: request.socket.localAddress });
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    asked = [];
    answer = (_request, response) => response.end();
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  const HERE: HostAddress = { address: '127.0.0.1', family: 4 };
  const post = (host: string, answers: readonly (readonly HostAddress[])[], timeoutMs = 2_000) => {
    const looked: string[] = [];
    const resolve = async (name: string) => {
      looked.push(name);
      return answers[looked.length - 1] ?? [];
    };
    const hosts = allowedHosts(`localhost:${port},127.0.0.1:${port},hooks.example:${port}`);
    const scheme = host === 'hooks.example' ? 'https' : 'http';
    const request = { url: `${scheme}://${host}:${port}/in`, headers: { 'webhook-id': 'x' }, body: '{}' };
    return postOnce(request, { hosts, timeoutMs, resolve }).then((posted) => ({ posted, looked }));
  };

  it('goes to the address that was checked, looked up once, under the name of the host', async () => {
    const [other, away] = ['127.0.0.2', '10.0.0.1'].map((address) => [{ address, family: 4 }]);
    const outcome = await post('localhost', [other ?? [], away ?? []]);
    expect(outcome).toEqual({ posted: { status: 200 }, looked: ['localhost'] });
    expect(asked).toMatchObject([{ host: `localhost:${port}`, path: '/in', 'webhook-id': 'x', at: '127.0.0.2' }]);
  });

  it.each([
    ['this machine', [HERE]],
    ['a private network', [{ address: '10.0.0.1', family: 4 }]],
    [
      'a public and a private address',
      [
        { address: '1.1.1.1', family: 4 },
        { address: 'fd00::1', family: 6 },
      ],
    ],
    ['nothing', []],
  ])('to a host that is found to be %s is not made', async (_what, addresses) => {
    expect((await post('hooks.example', [addresses])).posted).toEqual({ failure: 'address-not-allowed' });
    expect(asked).toEqual([]);
  });

  it('to this machine goes nowhere else', async () => {
    const public4 = { address: '1.1.1.1', family: 4 };
    expect((await post('localhost', [[public4]])).posted).toEqual({ failure: 'address-not-allowed' });
  });

  it('follows no redirect', async () => {
    answer = (_request, response) => response.writeHead(307, { location: '/elsewhere' }).end();
    expect((await post('127.0.0.1', [])).posted).toEqual({ status: 307 });
    expect(asked.map(({ path }) => path)).toEqual(['/in']);
  });

  it('reads the status and leaves the rest, however long', async () => {
    let written = 0;
    const closed = new Promise<void>((resolve) => {
      answer = (_request, response) => {
        response.on('close', resolve);
        const more = (): void => {
          if (response.destroyed) return;
          written += 65_536;
          response.write(Buffer.alloc(65_536), more);
        };
        more();
      };
    });
    expect((await post('127.0.0.1', [])).posted).toEqual({ status: 200 });
    await closed;
    expect(written).toBeLessThan(8_000_000);
  });

  it('ends in time, whether the host is not found or nobody answers', async () => {
    answer = () => undefined;
    expect((await post('127.0.0.1', [], 100)).posted).toEqual({ failure: 'timeout' });
    const hosts = allowedHosts('hooks.example');
    const resolve = () => new Promise<never>(() => undefined);
    const request = { url: 'https://hooks.example/', headers: {}, body: '' };
    expect(await postOnce(request, { hosts, timeoutMs: 100, resolve })).toEqual({ failure: 'timeout' });
  });

  it('to a host that is no longer allowed is not made', async () => {
    const request = { url: `http://127.0.0.1:${port}/in`, headers: {}, body: '' };
    expect(await postOnce(request, { hosts: allowedHosts(''), timeoutMs: 100 })).toEqual({
      failure: 'host-not-allowed',
    });
    expect(asked).toEqual([]);
  });
});
