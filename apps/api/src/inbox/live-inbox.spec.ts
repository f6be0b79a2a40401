import { jest } from '@jest/globals';
import type { Person } from '@vermilion/domain';
import type { Ledger } from '@vermilion/ledger';
import { LiveInbox } from './live-inbox.js';

const READER: Person = { kind: 'person', person: 'd1', organisation: 'district:410122/industry', role: 'reviewer' };
const ledger = { read: () => Promise.resolve({ heard: '1:1:', ids: [] }) } as unknown as Ledger;
const log = { warn: () => undefined } as unknown as ConstructorParameters<typeof LiveInbox>[1];

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Opens a stream and lets so many seconds pass. @returns whether it is over then */
async function overAfter(seconds: number, still: () => Promise<boolean>, expires = 9_999_999_999): Promise<boolean> {
  const inbox = new LiveInbox(ledger, log);
  let over = false;
  inbox.follow({ person: READER, expires, still }, undefined).subscribe({ complete: () => (over = true) });
  await jest.advanceTimersByTimeAsync(seconds * 1000);
  const found = over;
  inbox.onModuleDestroy();
  return found;
}

/** Source: GB/T 22239-2019 8.1.4.2 访问控制: an account that is not needed any more opens nothing. */
describe('a live stream', () => {
  it('goes on while its reader would be let in', async () => {
    expect(await overAfter(300, () => Promise.resolve(true))).toBe(false);
  });

  it('is over within a minute once its reader would not be let in any more', async () => {
    expect(await overAfter(60, () => Promise.resolve(false))).toBe(true);
  });

  it('outlasts half a minute in which nobody can be asked, and not a minute', async () => {
    const nobody = () => Promise.reject(new Error('the database is away'));
    expect(await overAfter(30, nobody)).toBe(false);
    expect(await overAfter(62, nobody)).toBe(true);
  });

  it('is over with its token, whoever is asked', async () => {
    expect(await overAfter(6, () => Promise.resolve(true), Date.now() / 1000 + 5)).toBe(true);
  });
});
