import { jest } from '@jest/globals';
import type { AnchorList, AnchorView } from '@vermilion/contracts';
import type { z } from 'zod';
import { Anchoring } from '../../support/anchoring.js';
import { startApi, type TestApi } from '../../support/api.js';
import { storyOn } from '../../support/case-story.js';

jest.setTimeout(60_000);

let api: TestApi;
let anchoring: Anchoring;
let caseId: string;

beforeAll(async () => {
  api = await startApi();
  anchoring = await Anchoring.beside(api.store.database);
  const story = storyOn(api.store.ledger);
  ({ caseId } = await story.submitted('ENT01'));
  await anchoring.take();
  await story.submitted('ENT02');
  await anchoring.take();
}, 120_000);
afterAll(async () => {
  await anchoring.stop();
  await api.stop();
});

const ask = <Shape extends z.ZodType>(path: string) =>
  api.ask<z.infer<Shape>>('GET', `/audit/${path}`, { as: 'audit1' });

describe('anchors over HTTP (design.md 10: GET audit/anchors)', () => {
  it('are listed from the newest to the first', async () => {
    const { body } = await ask<typeof AnchorList>('anchors?limit=1');
    expect([body.items.map(({ n }) => n), body.next]).toEqual([[2], 2]);
    const rest = await ask<typeof AnchorList>(`anchors?before=${body.next}`);
    expect([rest.body.items.map(({ n }) => n), rest.body.next]).toEqual([[1], null]);
    expect(rest.body.items[0]?.newKey?.publicKey).toEqual(expect.any(String));
  });

  it('come with the proof that a case is covered, where it is', async () => {
    const covering = await ask<typeof AnchorView>(`anchors/1?caseId=${caseId}`);
    expect(covering.body.proof).toMatchObject({ stream: `application:${caseId}`, index: 0, path: [] });
    const later = await ask<typeof AnchorView>(`anchors/2?caseId=${caseId}`);
    expect(later.body).toMatchObject({ anchor: { n: 2 }, proof: null });
    expect((await ask('anchors/3')).status).toBe(404);
  });
});
