import type { Command, CommandType } from '@vermilion/domain';
import { z } from 'zod';
import { RoundId } from './round.js';
import { CaseId, DateOnly, InstantText, MOST_VERSIONS, PersonId, PlainText } from './words.js';

const nothing = z.strictObject({});
const draft = z.strictObject({ draftVersion: z.number().int().positive().max(MOST_VERSIONS) });
const opinion = PlainText.max(2000);
const withOpinion = z.strictObject({ opinion });
const defect = z
  .strictObject({
    target: PlainText.min(1).max(200),
    what: PlainText.max(1000),
    why: PlainText.max(1000).optional(),
    how: PlainText.max(1000),
  })
  .meta({
    id: 'Defect',
    description: 'One fault which the enterprise must put right: what, which rule it offends, how',
  });
const promise = z
  .strictObject({ document: PlainText.min(1).max(60), until: DateOnly })
  .meta({ id: 'Promise', description: 'A document of secondary importance that will come later (容缺), and by when' });
const ObjectionNumber = PlainText.min(1).max(40);
const answer = z.strictObject({ objection: ObjectionNumber, upheld: z.boolean(), opinion }).meta({
  id: 'AnswerToObjection',
  description: 'The opinion is the reply to both sides: it must not say who objects',
});
const marks = z
  .strictObject({
    items: z.record(PlainText.max(20), z.number().min(0).max(100)),
    comments: z.record(PlainText.max(20), PlainText.max(2000)),
  })
  .meta({ id: 'Marks' });

/** What a person states with each command. Unknown fields are refused; whether it may happen, `decide` says. */
export const PAYLOADS = {
  submit: draft.extend({ promises: z.array(promise).max(20).optional() }),
  correct: draft,
  supply: draft,
  withdraw: nothing,
  accept: nothing,
  pass: withOpinion,
  return: z.strictObject({ defects: z.array(defect).max(100) }),
  'permit-return': withOpinion,
  'ask-extension': z.strictObject({ days: z.number().int().positive().max(365), opinion }),
  'grant-extension': withOpinion,
  'deny-extension': withOpinion,
  refuse: z.strictObject({ ground: PlainText.max(200), opinion }),
  countersign: withOpinion,
  'decline-countersign': withOpinion,
  'send-back': withOpinion,
  'waive-credit': withOpinion,
  resume: nothing,
  transfer: z.strictObject({ to: PersonId, opinion }),
  delegate: z.strictObject({ to: PersonId, opinion }),
  'end-delegation': withOpinion,
  'add-signer': z.strictObject({ signer: PersonId, position: z.enum(['before', 'after']), opinion }),
  'remove-signer': z.strictObject({ signer: PersonId, opinion }),
  'give-opinion': z.strictObject({ agree: z.boolean(), opinion }),
  'take-back': withOpinion,
  urge: nothing,
  'accept-invitation': z.strictObject({ noConflict: z.boolean(), confidentiality: z.boolean() }).meta({
    description: 'What the expert signs before the file is opened: both must be true; whoever has a conflict declines',
  }),
  'decline-invitation': z.strictObject({ reason: PlainText.max(200) }),
  'submit-marks': z.strictObject({ marks }),
  redraw: nothing,
  'void-marks': z.strictObject({ seat: z.number().int().positive().max(100), reason: PlainText.max(200), opinion }),
  'record-minute': z.strictObject({ minute: PlainText.max(4000) }),
  sign: nothing,
  'verify-objection': answer,
  'appeal-objection': z.strictObject({ objection: ObjectionNumber, opinion }),
  'decide-objection': answer,
  appeal: withOpinion,
  'decide-appeal': z.strictObject({ upheld: z.boolean(), opinion }),
} satisfies Partial<{ [T in CommandType]: z.ZodType<Omit<Extract<Command, { type: T }>, 'type'>> }>;

/** The system's own work, which operations may give by hand when it is late. */
export const SYSTEM_PAYLOADS = {
  'freeze-pool': nothing,
  draw: z.strictObject({ seed: z.string().regex(/^[0-9a-f]{64}$/) }),
  replace: z.strictObject({ seat: z.number().int().positive().max(100) }),
  issue: nothing,
  redate: nothing,
  raise: nothing,
} satisfies Partial<{ [T in CommandType]: z.ZodType<Omit<Extract<Command, { type: T }>, 'type'>> }>;

export type PersonCommandType = keyof typeof PAYLOADS;
export type SystemCommandType = keyof typeof SYSTEM_PAYLOADS;

const expectedSeq = z
  .number()
  .int()
  .positive()
  .max(MOST_VERSIONS)
  .meta({ description: 'The `seq` of the case as the person saw it; another one is answered with 409 stale-version' });

/** The envelope of one command. */
function envelope<T extends string, P extends z.ZodType>(type: T, payload: P) {
  return z.strictObject({ type: z.literal(type), payload, expectedSeq });
}

/** One command of a person on an existing case. */
export const CaseCommand = z
  .discriminatedUnion('type', [
    envelope('submit', PAYLOADS.submit),
    envelope('correct', PAYLOADS.correct),
    envelope('supply', PAYLOADS.supply),
    envelope('permit-return', PAYLOADS['permit-return']),
    envelope('ask-extension', PAYLOADS['ask-extension']),
    envelope('grant-extension', PAYLOADS['grant-extension']),
    envelope('deny-extension', PAYLOADS['deny-extension']),
    envelope('withdraw', PAYLOADS.withdraw),
    envelope('accept', PAYLOADS.accept),
    envelope('pass', PAYLOADS.pass),
    envelope('return', PAYLOADS.return),
    envelope('refuse', PAYLOADS.refuse),
    envelope('countersign', PAYLOADS.countersign),
    envelope('decline-countersign', PAYLOADS['decline-countersign']),
    envelope('send-back', PAYLOADS['send-back']),
    envelope('waive-credit', PAYLOADS['waive-credit']),
    envelope('resume', PAYLOADS.resume),
    envelope('transfer', PAYLOADS.transfer),
    envelope('delegate', PAYLOADS.delegate),
    envelope('end-delegation', PAYLOADS['end-delegation']),
    envelope('add-signer', PAYLOADS['add-signer']),
    envelope('remove-signer', PAYLOADS['remove-signer']),
    envelope('give-opinion', PAYLOADS['give-opinion']),
    envelope('take-back', PAYLOADS['take-back']),
    envelope('urge', PAYLOADS.urge),
    envelope('accept-invitation', PAYLOADS['accept-invitation']),
    envelope('decline-invitation', PAYLOADS['decline-invitation']),
    envelope('submit-marks', PAYLOADS['submit-marks']),
    envelope('redraw', PAYLOADS.redraw),
    envelope('void-marks', PAYLOADS['void-marks']),
    envelope('record-minute', PAYLOADS['record-minute']),
    envelope('sign', PAYLOADS.sign),
    envelope('verify-objection', PAYLOADS['verify-objection']),
    envelope('appeal-objection', PAYLOADS['appeal-objection']),
    envelope('decide-objection', PAYLOADS['decide-objection']),
    envelope('appeal', PAYLOADS.appeal),
    envelope('decide-appeal', PAYLOADS['decide-appeal']),
  ])
  .meta({ id: 'CaseCommand' });

/** The same for the system's own work, given by operations. */
export const SystemCommand = z
  .discriminatedUnion('type', [
    envelope('freeze-pool', SYSTEM_PAYLOADS['freeze-pool']),
    envelope('draw', SYSTEM_PAYLOADS.draw),
    envelope('replace', SYSTEM_PAYLOADS.replace),
    envelope('issue', SYSTEM_PAYLOADS.issue),
    envelope('redate', SYSTEM_PAYLOADS.redate),
    envelope('raise', SYSTEM_PAYLOADS.raise),
  ])
  .meta({ id: 'SystemCommand' });

/** Opens a draft. The newest version of the procedure applies and stays with the case; without `round`, in the round that is on. */
export const OpenCase = z
  .strictObject({ procedure: PlainText.min(1).max(80), round: RoundId.optional() })
  .meta({ id: 'OpenCase', example: { procedure: 'smart-workshop' } });

/** What the committed transaction says: the receipt. `replayed`: the same key and body had been accepted before. */
export const Receipt = z
  .object({
    caseId: CaseId,
    seq: z.number().int(),
    stageSeq: z.number().int(),
    events: z.array(z.object({ id: z.string(), type: z.string() })),
    at: InstantText,
    replayed: z.boolean(),
  })
  .meta({ id: 'Receipt' });

export type CaseCommand = z.infer<typeof CaseCommand>;
export type SystemCommand = z.infer<typeof SystemCommand>;
export type OpenCase = z.infer<typeof OpenCase>;
export type Receipt = z.infer<typeof Receipt>;
