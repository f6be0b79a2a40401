import { MailDoor } from './mail-door.js';
import { failureOf, reasonOf } from './mail-errors.js';

describe('the way to the mail server', () => {
  let now = 0;
  let door: MailDoor;
  beforeEach(() => {
    now = 0;
    door = new MailDoor(() => now);
  });

  it('closes at once when the server is away, for twice as long each time, a minute at most', () => {
    const pauses = Array.from({ length: 8 }, () => {
      const pauseMs = door.failed(true) ?? 0;
      expect(door.admits(200)).toBe(0);
      now += pauseMs;
      return pauseMs;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('lets a single mail try, and all when that went through', () => {
    now += door.failed(true) ?? 0;
    expect(door.admits(200)).toBe(1);
    door.passed();
    expect(door.admits(200)).toBe(200);
  });

  it('stays open for single troubles, and closes after sixteen in a row', () => {
    for (let count = 1; count < 16; count += 1) expect(door.failed(false)).toBeNull();
    door.passed();
    for (let count = 1; count < 16; count += 1) expect(door.failed(false)).toBeNull();
    expect(door.failed(false)).toBe(1_000);
  });
});

test.each([
  ['a recipient that does not exist', { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'refused'],
  ['a text that is not taken', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'refused'],
  ['a full mailbox', { code: 'EENVELOPE', responseCode: 452, command: 'RCPT TO' }, 'later'],
  [
    'a sender that is not allowed: our own setting',
    { code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' },
    'later',
  ],
  ['a wrong password: our own setting', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'away'],
  ['nobody at the port', { code: 'ESOCKET', syscall: 'connect', command: 'CONN' }, 'away'],
  ['no greeting', { code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT', command: 'CONN' }, 'away'],
  ['a connection that ended in the middle', { code: 'ECONNECTION', command: 'CONN' }, 'later'],
])('%s', (_what, error, failure) => {
  expect(failureOf(error)).toBe(failure);
});

test('a reason names the code and nothing of the text, which may repeat the address', () => {
  expect(reasonOf({ code: 'EENVELOPE', responseCode: 550, response: '550 a@b.cn unknown' })).toBe(
    'mail server: EENVELOPE 550',
  );
  expect(reasonOf(null)).toBe('mail server: no answer');
});
