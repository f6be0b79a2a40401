import { stagesOf } from './objection-stages.js';

const [LODGED, VERIFIED, ASKED, ENDED, DUE] = [11, 20, 22, 29, 30].map((day) => `2018-06-${day}T09:00:00+08:00`);
const none = { verifiedAt: null, appealedAt: null, concludedAt: null, decision: null, bySilence: null };
const way = (answer: Partial<Parameters<typeof stagesOf>[0]>) =>
  stagesOf({ status: 'verifying', lodgedAt: LODGED ?? '', dueAt: DUE ?? null, ...none, ...answer }).map(
    ({ name, state, due }) => `${name} ${state}${due === null ? '' : ' due'}`,
  );

describe('the way of an objection, as its author follows it', () => {
  it('is received at once, then looked into until a day', () => {
    expect(way({})).toEqual(['received done', 'verification now due', 'window later', 'conclusion later']);
  });

  it('waits for an appeal after the finding, and is concluded by silence', () => {
    const found = { verifiedAt: VERIFIED ?? null };
    expect(way({ status: 'verified', ...found })).toEqual([
      'received done',
      'verification done',
      'window now due',
      'conclusion later',
    ]);
    expect(way({ status: 'dismissed', ...found, concludedAt: ENDED ?? null, dueAt: null })).toEqual([
      'received done',
      'verification done',
      'window done',
      'conclusion done',
    ]);
  });

  it('shows the second instance to whoever has asked for it', () => {
    expect(way({ status: 'second-instance', verifiedAt: VERIFIED ?? null, appealedAt: ASKED ?? null })).toEqual([
      'received done',
      'verification done',
      'second now due',
      'conclusion later',
    ]);
  });
});
