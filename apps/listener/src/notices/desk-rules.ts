import { EVENT_TITLES } from '@vermilion/contracts';
import { stageOf, type EventType } from '@vermilion/domain';
import { officeNotice, stageWords, toApplicant, toOffice, type Case, type Notice, type Rules } from './notice.js';

/** What happens on the desk of an office is told to the office; who of it has the case, everybody there sees in the case itself. */
export const deskRules: Rules = {
  'desk.transferred': (about, { stage, organisation }) => within(about, 'desk.transferred', stage, organisation),
  'desk.delegated': (about, { stage }) => within(about, 'desk.delegated', stage),
  'desk.delegation-ended': (about, { stage }) => within(about, 'desk.delegation-ended', stage),
  'desk.signer-added': (about, { stage }) => within(about, 'desk.signer-added', stage),
  'desk.signer-removed': (about, { stage }) => within(about, 'desk.signer-removed', stage),
  'desk.signed': (about, { stage }) => within(about, 'desk.signed', stage),
  'desk.decided': (about, { stage }) => within(about, 'desk.decided', stage),
  'desk.raised': (about, { stage, organisation }) => [
    {
      to: { organisation },
      kind: 'desk.raised',
      words: stageWords(about, stage),
      dueOf: limitOf(about, stage),
    },
  ],
  'desk.urged': (about, { stage }) => toOffice(about, 'desk.urged', stage),
  'desk.taken-back': (about, { from, to }) => {
    if (from === to) return toOffice(about, 'desk.taken-back', to);
    return [
      ...toOffice(about, 'desk.taken-from', from, { dueOf: undefined }),
      ...toOffice(about, 'desk.taken-back', to),
      ...toApplicant(about, 'application.taken-back', { words: stageWords(about, to) }),
    ];
  },
  'limit.extension-asked': (about, { limit, days }) => {
    const stage = stageOfLimit(about, limit);
    const approver = stage === null ? undefined : stageOf(about.procedure, stage).extension?.approver;
    return stage === null || !approver
      ? []
      : [officeNotice(about, 'extension.asked', approver, stage, { words: { days } })];
  },
  'limit.extended': (about, { limit, days }) => {
    const stage = stageOfLimit(about, limit);
    const words = { days, ...stageWords(about, stage) };
    return [
      ...toOffice(about, 'extension.granted', stage, { words: { days } }),
      ...toApplicant(about, 'application.extended', { words, dueOf: limit }),
    ];
  },
  'limit.extension-denied': (about, { limit }) => toOffice(about, 'extension.denied', stageOfLimit(about, limit)),
};

/** To the organisation that has the case on its desk: the office of the stage, or the one to which it was given. */
function within(about: Case, type: EventType, stage: string, organisation?: string): readonly Notice[] {
  const notices = toOffice(about, 'desk.changed', stage, { words: { what: EVENT_TITLES[type] } });
  return organisation === undefined ? notices : notices.map((notice) => ({ ...notice, to: { organisation } }));
}

function limitOf({ state }: Case, stage: string): string | undefined {
  return state.limits.find(({ subject }) => subject.of === 'stage' && subject.stage === stage)?.id;
}

function stageOfLimit({ state }: Case, limit: string): string | null {
  const subject = state.limits.find(({ id }) => id === limit)?.subject;
  return subject && 'stage' in subject ? subject.stage : state.stage;
}
