import { mailText } from './mail-text.js';
import { isLoopback, isReserved } from './safe-address.js';

test.each([
  'a@example.invalid',
  'A@EXAMPLE.INVALID',
  'a@sub.domain.test',
  'a@localhost',
  'a@example.com',
  'a@mail.example.org.',
  '"x@real.cn" <a@firm.example>',
  'no-domain',
  '',
])('%s belongs to nobody', (address) => {
  expect(isReserved(address)).toBe(true);
});

test.each(['a@zhengzhou.gov.cn', 'a@latest.cn', 'a@invalid.cn', 'a@myexample.com'])(
  '%s may belong to somebody',
  (address) => {
    expect(isReserved(address)).toBe(false);
  },
);

test.each([
  ['smtp://127.0.0.1:4402', true],
  ['smtp://localhost:25', true],
  ['smtp://[::1]:25', true],
  ['smtp://127.0.0.1.evil.cn:25', false],
  ['smtp://mail.zhengzhou.gov.cn', false],
  ['smtps://user:127.0.0.1@mail.cn:465', false],
])('%s on this machine: %s', (url, local) => {
  expect(isLoopback(url)).toBe(local);
});

test('a mail of one case and a digest of several', () => {
  const content = { title: { zh: '提醒', en: 'Reminder' }, body: { zh: '请办理。', en: 'Please act.' } };
  const item = (number: number) => ({
    caseId: `2018-00000${number}`,
    eventId: `e${number}`,
    dueAt: '2018-03-15T00:00:00+08:00',
  });
  expect(mailText({ ...content, items: [item(1)] }).subject).toBe('【朱批】提醒');
  const digest = mailText({ ...content, items: [item(1), item(2)] });
  expect(digest.subject).toBe('【朱批】提醒（2 件）');
  expect(digest.text).toContain('  · 2018-000002    2018-03-14 24:00');
});
