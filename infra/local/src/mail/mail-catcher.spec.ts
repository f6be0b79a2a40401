import { once } from 'node:events';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { connect, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { createMailReader, createSmtpCatcher } from './mail-catcher.js';
import { MailStore, type CaughtMail } from './mail-store.js';

function portOf(server: Pick<Server, 'address'>): number {
  return (server.address() as AddressInfo).port;
}

async function all(mails: AsyncIterable<CaughtMail>): Promise<CaughtMail[]> {
  const found: CaughtMail[] = [];
  for await (const mail of mails) found.push(mail);
  return found;
}

describe('the mail catcher', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vermilion-mail-'));
    path = join(folder, 'messages.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const mail = (id: string, to: string): CaughtMail => ({
    id,
    receivedAt: '2018-03-01T01:00:00.000Z',
    messageId: `<${id}@test>`,
    from: 'a@example.invalid',
    to: [to],
    subject: '通知',
    text: '正文\n第二行',
    headers: {},
  });

  it('keeps mails over a restart, also after a kill in the middle of a line', async () => {
    const store = await MailStore.open(path);
    await store.add(mail('1', 'b@example.invalid'));
    await store.close();
    await appendFile(path, '{"id":"2","receivedAt":"201');
    const again = await MailStore.open(path);
    expect(await all(again.list())).toEqual([mail('1', 'b@example.invalid')]);
    await again.add(mail('3', 'c@example.invalid'));
    await again.close();
    const last = await MailStore.open(path);
    expect((await all(last.list())).map(({ id }) => id)).toEqual(['1', '3']);
    expect(await last.find('3')).toEqual(mail('3', 'c@example.invalid'));
    await last.close();
  });

  it('keeps mails of any words over a restart: what others take for the end of a line ends none', async () => {
    const odd = { ...mail('1', 'b@example.invalid'), text: '一\u2028二\u2029三\u0085四' };
    const store = await MailStore.open(path);
    for (const one of [odd, mail('2', 'c@example.invalid')]) await store.add(one);
    await store.close();
    const again = await MailStore.open(path);
    expect(await all(again.list())).toEqual([odd, mail('2', 'c@example.invalid')]);
    await again.close();
  });

  it('takes no mail for kept whose line has no end', async () => {
    const store = await MailStore.open(path);
    await store.add(mail('1', 'b@example.invalid'));
    await store.close();
    await appendFile(path, JSON.stringify(mail('2', 'b@example.invalid')));
    const again = await MailStore.open(path);
    await again.add(mail('3', 'b@example.invalid'));
    expect((await all(again.list())).map(({ id }) => id)).toEqual(['1', '3']);
    await again.close();
  });

  it('finds what comes after all was forgotten, also when both happen at once', async () => {
    const store = await MailStore.open(path);
    await store.add(mail('1', 'b@example.invalid'));
    const [, forgotten] = await Promise.all([
      store.add(mail('2', 'b@example.invalid')),
      store.clear(),
      store.add(mail('3', 'b@example.invalid')),
    ]);
    await store.add(mail('4', 'b@example.invalid'));
    expect(forgotten).toBe(3);
    expect((await all(store.list())).map(({ id }) => id)).toEqual(['4']);
    expect(await store.find('4')).toEqual(mail('4', 'b@example.invalid'));
    await store.add(mail('5', 'b@example.invalid'));
    const reading = store.list();
    expect(await reading.next()).toMatchObject({ value: { id: '4' } });
    await store.clear();
    await store.add({ ...mail('6', 'c@example.invalid'), text: 'much longer than what stood here before' });
    expect(await all(reading)).toEqual([]);
    await store.close();
  });

  it('catches what is sent by SMTP and shows it over HTTP', async () => {
    const store = await MailStore.open(path);
    const smtp = createSmtpCatcher(store);
    const reader = createMailReader(store);
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => reader.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${portOf(reader)}`;
    // Somebody who vanishes in the middle disturbs nobody.
    const vanishing = connect(portOf(smtp.server), '127.0.0.1');
    await once(vanishing, 'data');
    vanishing.resetAndDestroy();
    const transport = createTransport(`smtp://127.0.0.1:${portOf(smtp.server)}`);
    await transport.sendMail({
      from: 'sender@example.invalid',
      to: ['One@example.invalid', 'two@example.invalid'],
      subject: '补正通知',
      text: '请于三月十日前补正',
      messageId: '<stable@vermilion>',
    });
    transport.close();

    const read = async (query: string): Promise<CaughtMail[]> =>
      (await fetch(base + query)).json() as Promise<CaughtMail[]>;
    const [caught] = await read('/messages?to=one@EXAMPLE.invalid');
    expect(caught).toMatchObject({
      subject: '补正通知',
      messageId: '<stable@vermilion>',
      from: 'sender@example.invalid',
    });
    expect(caught?.text.trim()).toBe('请于三月十日前补正');
    expect(await read('/messages?to=three@example.invalid')).toEqual([]);
    expect(await (await fetch(`${base}/messages/${caught?.id}`)).json()).toEqual(caught);
    expect((await fetch(`${base}/messages/none`)).status).toBe(404);
    expect(await (await fetch(`${base}/messages`, { method: 'DELETE' })).json()).toEqual({ deleted: 1 });
    expect(await read('/messages')).toEqual([]);

    reader.closeAllConnections();
    await new Promise((resolve) => reader.close(resolve));
    await new Promise<void>((resolve) => smtp.close(resolve));
    await store.close();
  });
});
