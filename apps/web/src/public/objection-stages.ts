import type { ObjectionAnswer } from '@vermilion/contracts';

/** A step on the way of an objection, as its author follows it. */
export interface ObjectionStage {
  readonly name: 'received' | 'verification' | 'window' | 'second' | 'conclusion';
  readonly state: 'done' | 'now' | 'later';
  /** When it was done. */
  readonly at: string | null;
  /** Until when it will be, while it is under way. */
  readonly due: string | null;
}

type Times = Pick<
  ObjectionAnswer,
  'status' | 'lodgedAt' | 'verifiedAt' | 'appealedAt' | 'concludedAt' | 'dueAt' | 'decision' | 'bySilence'
>;

/** Received, looked into, perhaps taken to the second instance, concluded. The second instance is shown when somebody has asked for it. */
export function stagesOf({ status, dueAt, ...times }: Times): readonly ObjectionStage[] {
  const { lodgedAt, verifiedAt, appealedAt, concludedAt } = times;
  const now = (here: Times['status']) => status === here;
  const stage = (name: ObjectionStage['name'], at: string | null, here: boolean): ObjectionStage => ({
    name,
    state: here ? 'now' : at === null ? 'later' : 'done',
    at: here ? null : at,
    due: here ? dueAt : null,
  });
  const second = appealedAt === null ? [] : [stage('second', concludedAt, now('second-instance'))];
  const window = appealedAt === null ? [stage('window', concludedAt, now('verified'))] : [];
  return [
    stage('received', lodgedAt, false),
    stage('verification', verifiedAt, now('verifying')),
    ...window,
    ...second,
    stage('conclusion', concludedAt, false),
  ];
}
