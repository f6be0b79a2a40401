import { obstacleOf, type CheckResult, type Text } from '@vermilion/domain';
import { groundText } from './ground-text.js';
import { stageWords, toApplicant, toOffice, type Case, type Notice, type Rules } from './notice.js';

type Obstacle = NonNullable<ReturnType<typeof obstacleOf>>;

/** Under which ground of the catalogue each obstacle stands. */
const GROUNDS: { readonly [reason in Obstacle]: string } = {
  'credit-veto': 'severe-credit-record',
  'credit-blocked': 'credit-blocked',
  'title-already-held': 'title-already-held',
  barred: 'barred',
};

const LEFT: Text = {
  zh: '本轮次推荐名单已冻结，该申报已转出本轮次，恢复后可由县区推荐至下一轮次。',
  en: 'The candidates of this round are frozen without it; after the repair the district may recommend it for the next round.',
};

/** What registers, recommendation, ranking and re-examination mean to people. Places on a list are told only with the decision about them. */
export const registerRules: Rules = {
  // Later checks lead to a refusal or a suspension, which tell it themselves.
  'application.checked': (about, check) => (check.moment === 'submission' ? obstacleTold(about, check) : []),
  'application.suspended': (about, { leftRound }) => {
    const limit = about.state.limits.find(({ subject }) => subject.of === 'suspension');
    const words = { source: about.state.check?.credit.source ?? '—', ...(leftRound ? { left: LEFT } : {}) };
    return [
      ...toApplicant(about, 'application.suspended', { words, dueOf: limit?.id }),
      ...toOffice(about, 'case.suspended', about.state.stage, { dueOf: undefined }),
    ];
  },
  'application.resumed': (about) => [
    ...toApplicant(about, 'application.resumed'),
    ...toOffice(about, 'case.resumed', about.state.stage),
  ],
  'application.left-round': (about) => toApplicant(about, 'application.left-round'),
  'application.recommended': (about) => toApplicant(about, 'application.recommended'),
  'application.sent-back': (about, { stage, to }) => [
    ...toApplicant(about, 'application.sent-back', { words: stageWords(about, stage) }),
    ...toOffice(about, 'case.sent-back', to, { words: { from: stageWords(about, stage).stage ?? stage } }),
  ],
  'application.found': (about, { stage, ground }) =>
    toApplicant(about, 'application.found', { words: { ...stageWords(about, stage), ground: groundText(ground) } }),
  'credit.waived': (about, { record }) => [
    ...toApplicant(about, 'credit.waived', { words: { record } }),
    ...toOffice(about, 'credit.waived', about.state.stage, { words: { record } }),
  ],
  'return.permitted': (about, { stage }) => toOffice(about, 'return.permitted', stage),
  'document.deferred': (about, { document }) =>
    toApplicant(about, 'document.deferred', { words: documentWords(about, document), dueOf: `deferral/${document}` }),
  'document.supplied': (about, { document }) =>
    toOffice(about, 'document.supplied', about.state.stage, { words: documentWords(about, document) }),
  'title.renewed': (about, { certificateNumber, documentNumber, validUntil }) =>
    toApplicant(about, 'title.renewed', { words: { certificateNumber, documentNumber, validUntil } }),
  'title.revoked': (about, { certificateNumber, ground, barredUntil }) => {
    const words: Notice['words'] = { certificateNumber, ground: groundText(ground) };
    return toApplicant(about, 'title.revoked', { words: barredUntil === null ? words : { ...words, barredUntil } });
  },
};

function obstacleTold(about: Case, check: CheckResult): readonly Notice[] {
  const reason = obstacleOf(about.procedure, check, about.state.waived);
  if (reason === null) return [];
  const { source, until } = check.credit;
  const ofCredit = reason === 'credit-veto' || reason === 'credit-blocked';
  const end = reason === 'barred' ? check.barredUntil : ofCredit ? until : null;
  const words = {
    reason: groundText(GROUNDS[reason]),
    ...(ofCredit && source !== '' ? { source } : {}),
    ...(end === null ? {} : { end }),
    ...(check.title === null ? {} : { title: check.title }),
  };
  return toApplicant(about, 'registers.obstacle', { words });
}

function documentWords({ procedure }: Case, id: string): { readonly document: Text } {
  const known = procedure.documents.find((type) => type.id === id);
  return { document: known?.title ?? { zh: id, en: id } };
}
