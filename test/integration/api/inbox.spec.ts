import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { SYSTEM } from '@vermilion/domain';
import { writeNotification } from '@vermilion/ledger';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(60_000);

let api: TestApi;
let submitted: ApiCase;

beforeAll(async () => {
  api = await startApi();
  submitted = await ApiCase.open(api);
  await submitted.submit();
}, 120_000);
afterAll(() => api.stop());

const OFFICE = 'district:ZZ-GXQ/industry';

/** Puts a message into an inbox, as the notifier does; `item` joins what has the same key. The transaction stays open until `meanwhile` is done. */
function tell(
  recipient: string,
  digestKey: string,
  { item = digestKey, meanwhile = async () => undefined }: { item?: string; meanwhile?: () => Promise<unknown> } = {},
): Promise<string | null> {
  return api.store.ledger.write(SYSTEM, async (session) => {
    const id = await writeNotification(session, {
      recipient,
      kind: 'arrived',
      instant: '2018-03-01T09:00:00+08:00',
      digestKey,
      title: { zh: `新案件 ${digestKey}`, en: `New case ${digestKey}` },
      body: { zh: '请受理', en: 'Please accept' },
      items: [{ caseId: submitted.id, eventId: `application:${submitted.id}/${item}` }],
    });
    await meanwhile();
    return id;
  });
}

/** Listens until so much has been said. @returns ids and titles of messages, and which have grown */
async function listen(as: string, wanted: number, meanwhile: () => Promise<unknown>, lastId?: string) {
  const abort = new AbortController();
  const response = await fetch(`${api.url}/api/v1/stream`, {
    headers: { authorization: `Bearer ${await api.issuer.token(as)}`, ...(lastId ? { 'last-event-id': lastId } : {}) },
    signal: abort.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  const said = () => [...text.matchAll(/event: (?:notification|grown)\nid: (\d+)\ndata: (.*)\n/g)];
  let begun = false;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString('utf8');
    if (!begun && text.includes('listening')) {
      begun = true;
      await meanwhile();
    }
    if (said().length >= wanted) break;
  }
  abort.abort();
  return said().map(([, id = '', data = '']) => {
    const { title, ids } = JSON.parse(data) as { title?: { zh: string }; ids?: string[] };
    return { id, title: title?.zh, grown: ids };
  });
}

describe('the live inbox', () => {
  it('brings new messages of the own organisation, and after a break those that were missed', async () => {
    const first = await listen('d-zz-gxq-industry', 1, async () => {
      await tell('district:410122/industry', 'not-mine');
      await tell(OFFICE, 'one');
    });
    expect(first.map(({ title }) => title)).toEqual(['新案件 one']);
    await tell(OFFICE, 'two');
    await tell(OFFICE, 'three');
    const missed = await listen('d-zz-gxq-industry', 2, async () => undefined, first[0]?.id);
    expect(missed.map(({ title }) => title)).toEqual(['新案件 two', '新案件 three']);
  });

  it('brings a message that was begun before another one and committed after it', async () => {
    const news = await listen('d-410122-industry', 2, () =>
      tell('district:410122/industry', 'slow', {
        meanwhile: async () => {
          await tell('district:410122/industry', 'fast');
          await sleep(1_500);
        },
      }),
    );
    expect(news.map(({ title }) => title)).toEqual(['新案件 fast', '新案件 slow']);
    // Whoever comes back goes on behind the newest, not behind the last.
    expect(news[1]?.id).toBe(news[0]?.id);
  });

  it('says that a message has grown by what has joined it, once for all that comes close upon one another', async () => {
    const digest = (item: string) => tell('district:410122/industry', 'digest', { item });
    const news = await listen('d-410122-industry', 3, async () => {
      await digest('first');
      await sleep(1_000);
      for (const item of ['second', 'third']) await digest(item);
      await sleep(1_000);
      for (const item of ['fourth', 'fifth']) await digest(item);
      await digest('fifth');
    });
    const [message, ...grown] = news;
    expect(message?.title).toBe('新案件 digest');
    expect(grown.map((one) => one.grown)).toEqual([[message?.id], [message?.id]]);
  });
});

describe('the inbox', () => {
  it('is listed newest first, page by page, counted, and read once', async () => {
    interface Inbox {
      items: { id: string; title: { zh: string }; readAt: string | null; items: object[] }[];
      next: string | null;
      unread: number;
    }
    const as = 'd-zz-gxq-industry';
    const first = await api.ask<Inbox>('GET', '/notifications?limit=2', { as });
    const second = await api.ask<Inbox>('GET', `/notifications?limit=2&after=${first.body.next}`, { as });
    const titles = [...first.body.items, ...second.body.items].map(({ title }) => title.zh);
    expect(titles).toEqual(['新案件 three', '新案件 two', '新案件 one']);
    expect([first.body.unread, second.body.next]).toEqual([3, null]);
    const itsItem = { caseId: submitted.id, eventId: `application:${submitted.id}/three` };
    expect(first.body.items[0]?.items).toEqual([itsItem]);
    const id = first.body.items[0]?.id ?? '';
    expect(await api.ask('POST', `/notifications/${id}/read`, { as: 'd-410122-industry' })).toMatchObject({
      status: 404,
    });
    expect(await api.ask('POST', `/notifications/${id}/read`, { as })).toMatchObject({ status: 204 });
    expect(await api.ask('POST', `/notifications/${id}/read`, { as })).toMatchObject({ status: 204 });
    const unread = await api.ask<Inbox>('GET', '/notifications?unread=true', { as });
    expect([unread.body.unread, unread.body.items.length]).toEqual([2, 2]);
  });

  it('is read up to the newest message that was seen; what came since, and what others were told, stays unread', async () => {
    interface Inbox {
      items: { id: string }[];
      unread: number;
    }
    const as = 'd-zz-gxq-industry';
    const unreadOf = async (user: string) => (await api.ask<Inbox>('GET', '/notifications', { as: user })).body.unread;
    const others = await unreadOf('d-410122-industry');
    const seen = await api.ask<Inbox>('GET', '/notifications', { as });
    await tell(OFFICE, 'four');
    const json = { upTo: seen.body.items[0]?.id };
    expect(await api.ask('POST', '/notifications/read', { as, json })).toMatchObject({ status: 204 });
    expect([await unreadOf(as), await unreadOf('d-410122-industry')]).toEqual([1, others]);
  });
});

describe('a task', () => {
  it('belongs to the office, is claimed by one, and released again', async () => {
    interface Tasks {
      items: { id: string; claimed: string; kind: string; dueAt: string }[];
    }
    const tasks = (as: string, scope: string) => api.ask<Tasks>('GET', `/tasks?scope=${scope}`, { as });
    await api.store.database.admin(
      `INSERT INTO member (issuer, sub, organisation, role) VALUES ($1, 'colleague', $2, 'reviewer')`,
      [api.issuer.url, OFFICE],
    );
    const [task] = (await tasks('d-zz-gxq-industry', 'group')).body.items;
    expect(task).toMatchObject({ claimed: 'no', dueAt: '2018-03-09T00:00:00+08:00' });
    const claim = (as: string, wish: boolean) =>
      api.ask('POST', `/tasks/${encodeURIComponent(task?.id ?? '')}/claim`, { as, json: { claim: wish } });
    expect(await claim('d-zz-gxq-industry', true)).toMatchObject({ status: 200, body: { claimed: 'mine' } });
    expect(await claim('colleague', true)).toMatchObject({ status: 409, body: { code: 'task-taken' } });
    expect(await claim('ent01-filler', true)).toMatchObject({ status: 404 });
    expect((await tasks('d-zz-gxq-industry', 'mine')).body.items).toHaveLength(1);
    expect((await tasks('colleague', 'due')).body.items).toEqual([]);
    expect(await claim('d-zz-gxq-industry', false)).toMatchObject({ status: 200, body: { claimed: 'no' } });
    expect((await tasks('colleague', 'due')).body.items).toHaveLength(1);
  });
});
