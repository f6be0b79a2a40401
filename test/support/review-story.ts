import { SYSTEM } from '@vermilion/domain';
import type { Flow } from './flow.js';
import { ReviewWalk, reviewProcedure } from './review-walk.js';

/** Walks the re-examination of one title through a flow: what the engine opens, and what the firm and the offices answer. */
export function reviewStoryOn(flow: Flow) {
  const { approver, industry, leader, title, draft } = new ReviewWalk();
  flow.ledger.title = title;

  /** What the events of a type say, in order. */
  const said = (caseId: string, type: 'title.renewed' | 'title.revoked') =>
    flow.ledger.stored(caseId).events.flatMap(({ event }) => (event.type === type ? [event.data] : []));
  const find = (caseId: string, ground: string) =>
    flow.give(caseId, { type: 'refuse', ground, opinion: '现场核查记录见附件' }, industry);
  const report = (caseId: string) => flow.give(caseId, { type: 'submit', draftVersion: 1 }, approver);

  /** 复核开启: by the engine, as the keeper of the clock does when the title's day has come. */
  async function opened(): Promise<string> {
    const { id: procedure, version } = reviewProcedure;
    const outcome = await flow.ledger.transact({
      caseId: null,
      command: { type: 'open', procedure, version, origin: title.certificateNumber },
      actor: SYSTEM,
      key: `re-examination:${title.certificateNumber}`,
      expectedSeq: null,
    });
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    const { caseId } = outcome.receipt;
    flow.ledger.stored(caseId).draft = draft;
    await flow.signal(caseId);
    return caseId;
  }

  return {
    opened,
    report,
    find,

    /** Reported, and returned by the district for thirty days. */
    async rectifying(): Promise<string> {
      const caseId = await opened();
      await report(caseId);
      const defect = { target: 'workshop.networkRate', what: '低于门槛', why: '申报条件', how: '整改' };
      await flow.give(caseId, { type: 'return', defects: [defect] }, industry);
      return caseId;
    },

    async putRight(caseId: string): Promise<void> {
      const workshop = { ...(draft.form['workshop'] as Record<string, string>), networkRate: 95 };
      flow.ledger.stored(caseId).draft = { ...draft, version: 2, form: { ...draft.form, workshop } };
      await flow.give(caseId, { type: 'correct', draftVersion: 2 }, approver);
    },

    verify: (caseId: string) => flow.give(caseId, { type: 'pass', opinion: '复核合格' }, industry),
    sign: (caseId: string, then?: () => void) => flow.give(caseId, { type: 'sign' }, leader, then),
    /** The leader does not revoke. */
    keep: (caseId: string) =>
      flow.give(caseId, { type: 'refuse', ground: 'finding-not-supported', opinion: '企业已提供生产记录' }, leader),
    renewals: (caseId: string) => said(caseId, 'title.renewed'),
    revocations: (caseId: string) => said(caseId, 'title.revoked'),
  };
}
