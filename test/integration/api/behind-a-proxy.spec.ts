import { setTimeout as sleep } from 'node:timers/promises';
import { startApi, type TestApi } from '../../support/api.js';

const LIMIT = 8;
const MINUTE_MS = 60_000;
/** The counts begin anew with the minute: none may end within a test. */
const NEEDED_MS = 15_000;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ REQUESTS_PER_MINUTE: String(LIMIT), TRUSTED_PROXIES: '127.0.0.1' });
}, 120_000);
afterAll(() => api.stop());
beforeEach(async () => {
  const left = MINUTE_MS - (Date.now() % MINUTE_MS);
  if (left < NEEDED_MS) await sleep(left + 100);
});

/** Somebody looks at the calls so often, and stands behind a proxy on this machine. */
async function looks(times: number, from: string): Promise<number[]> {
  const seen: number[] = [];
  for (let time = 0; time < times; time += 1)
    seen.push((await api.ask('GET', '/calls', { headers: { 'x-forwarded-for': from } })).status);
  return seen;
}

describe('an API that stands behind a proxy', () => {
  it('counts the public by the addresses that the proxy tells: one who asks too often locks out nobody else', async () => {
    expect((await looks(LIMIT + 1, '192.0.2.1')).at(-1)).toBe(429);
    expect(await looks(1, '192.0.2.2')).toEqual([200]);
  });

  it('believes no address that a caller from elsewhere makes up', async () => {
    await api.restart({ TRUSTED_PROXIES: '192.0.2.99' });
    const invented = await Promise.all(Array.from({ length: LIMIT + 1 }, (_, n) => looks(1, `198.51.100.${n}`)));
    expect(invented.flat()).toContain(429);
  });
});
