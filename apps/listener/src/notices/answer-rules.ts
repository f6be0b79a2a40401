import { organisationOf, stageOf, type NoticeStage, type Office, type Text } from '@vermilion/domain';
import { stageWords, toApplicant, type Case, type Notice, type Rules } from './notice.js';
import type { NoticeKind } from './notice-texts.js';

const FINDINGS: { readonly [finding in 'upheld' | 'dismissed']: Text } = {
  upheld: { zh: '异议成立', en: 'the objection is right' },
  dismissed: { zh: '异议不成立', en: 'the objection is not right' },
};
const HELD_UP: Text = {
  zh: '核查期间，该申报暂不进入认定环节。',
  en: 'Until then, the application does not move on. ',
};

/**
 * What public notice, objections and appeals mean to people. Who objects is named nowhere; objectors have their receipt and ask with it.
 */
export const answerRules: Rules = {
  'notice.published': (about, { number, until }) =>
    toApplicant(about, 'notice.published', { words: { number, until } }),
  'notice.ended': (about) => toApplicant(about, 'notice.ended'),
  'objection.lodged': (about, { stage, objection, late }) => [
    ...toOfficeOf(
      about,
      stage,
      'objection.to-verify',
      ({ objection: rules }) => rules.verifier,
      `objection-${objection}`,
    ),
    ...toApplicant(about, 'objection.received', { words: late ? {} : { heldUp: HELD_UP } }),
  ],
  'objection.verified': (about, { objection, finding }) =>
    toApplicant(about, 'objection.verified', {
      words: { finding: FINDINGS[finding] },
      dueOf: `objection-${objection}/appeal`,
    }),
  'objection.appealed': (about, { stage, objection }) => [
    ...toOfficeOf(
      about,
      stage,
      'objection.to-decide',
      ({ objection: rules }) => rules.secondInstance.office,
      `objection-${objection}/second-instance`,
    ),
    ...toApplicant(about, 'objection.appealed'),
  ],
  'objection.concluded': (about, { stage, upheld }) => {
    const words = { finding: FINDINGS[upheld ? 'upheld' : 'dismissed'] };
    const told = toOfficeOf(about, stage, 'objection.concluded-office', ({ office }) => office);
    return [
      ...toApplicant(about, 'objection.concluded', { words }),
      ...told.map((notice) => ({ ...notice, words: { ...notice.words, ...words } })),
    ];
  },
  'appeal.opened': (about) =>
    toApplicant(about, 'appeal.opened', {
      dueOf: about.state.limits.find(({ subject }) => subject.of === 'appeal-window')?.id,
    }),
  'appeal.lodged': (about) => {
    const { procedure, state } = about;
    if (!procedure.appeal) return [];
    const to = { organisation: organisationOf(procedure.appeal.office, state.district) };
    const words = stageWords(about, state.appeal?.stage ?? null);
    const dueOf = state.limits.find(({ subject }) => subject.of === 'appeal')?.id;
    return [{ to, kind: 'appeal.to-decide', words, dueOf }, ...toApplicant(about, 'appeal.lodged', { dueOf })];
  },
  'appeal.decided': (about, { upheld }) =>
    toApplicant(about, upheld ? 'appeal.upheld' : 'appeal.dismissed', {
      words: stageWords(about, about.state.appeal?.stage ?? null),
    }),
};

function toOfficeOf(
  about: Case,
  stage: string,
  kind: NoticeKind,
  office: (stage: NoticeStage) => Office,
  dueOf?: string,
): readonly Notice[] {
  const found = stageOf(about.procedure, stage);
  if (found.kind !== 'notice') return [];
  const to = { organisation: organisationOf(office(found), about.state.district) };
  return [{ to, kind, words: { stage: found.title }, dueOf }];
}
