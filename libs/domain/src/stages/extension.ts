import { compareInstants } from '../calendar/instants.js';
import { deadlines } from '../process/deadlines.js';
import { stageLimitId } from '../process/limits.js';
import { opinionOf } from '../process/movement.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import type { RunningLimit } from '../process/state.js';
import { entitled } from './beside-desk.js';

/** 申请延期: the office that has the case asks for more days, once for each limit, before it lapses. Source: 行政许可法 §42 by analogy. */
export const askExtension: Rule<'ask-extension'> = {
  open: (situation) => {
    const limit = extensible(situation);
    if (!limit) return refuse('not-now');
    return entitled(situation, 'ask-extension') ?? (limit.extension ? refuse('extension-used-up') : null);
  },
  rule: (situation, { days, opinion }) => {
    const limit = extensible(situation);
    const most = situation.stage?.extension?.most ?? 0;
    if (!limit) return refuse('not-now');
    if (!Number.isInteger(days) || days < 1 || days > most)
      return refuse('extension-too-long', { clause: 'stages.extension.most', params: { most, days } });
    if (opinion.trim() === '') return refuse('opinion-missing');
    return [{ type: 'limit.extension-asked', data: { limit: limit.id, days }, ...opinionOf(situation, opinion) }];
  },
};

/** 批准延期: the date moves by the days asked for; who has the case keeps it. */
export const grantExtension: Rule<'grant-extension'> = {
  open: (situation) => atApprover(situation, 'grant-extension'),
  rule: (situation, { opinion }) => {
    const limit = extensible(situation);
    const days = limit?.extension?.asked;
    if (!limit || !days) return refuse('no-extension-asked');
    if (opinion.trim() === '') return refuse('opinion-missing');
    return [{ type: 'limit.extended', data: { limit: limit.id, days }, ...opinionOf(situation, opinion) }];
  },
};

/** 不予延期: the date stays, and there is no second request. */
export const denyExtension: Rule<'deny-extension'> = {
  open: (situation) => atApprover(situation, 'deny-extension'),
  rule: (situation, { opinion }) => {
    const limit = extensible(situation);
    if (!limit) return refuse('no-extension-asked');
    if (opinion.trim() === '') return refuse('opinion-missing');
    return [{ type: 'limit.extension-denied', data: { limit: limit.id }, ...opinionOf(situation, opinion) }];
  },
};

/**
 * 期限重新计算: a year of the calendar was published or corrected, and dates that were told are others now, or are no guess any more. The
 * engine does it, once for each case and edition of the calendar. A date that keeps its day but is certain now stands in the event with the
 * same instant twice; where a reminder alone has moved, the event names no limit. Source: 国务院办公厅 publishes each year's holidays late.
 */
export const redate: Rule<'redate'> = {
  open: (situation) => {
    const { actor } = situation;
    const byHand = actor.kind === 'person' && actor.role === 'operations';
    if (actor.kind !== 'system' && !byHand) return refuse('not-permitted');
    return redatedRows(situation).length > 0 ? null : refuse('dates-unchanged');
  },
  rule: (situation) => {
    const moved = redatedRows(situation);
    if (moved.length === 0) return refuse('dates-unchanged');
    const changes = moved.filter(({ rung }) => rung === 'lapse').map(({ limit, from, to }) => ({ limit, from, to }));
    return [{ type: 'limit.redated', data: { calendar: String(situation.facts.calendar.version), changes } }];
  },
};

/** The due rows whose date, or certainty, is another than the one that was told. */
function redatedRows({ procedure, state, facts }: Situation) {
  const told = facts.dates;
  if (!told) return [];
  return deadlines(procedure, state, facts.calendar).flatMap(({ id, limit, rung, dueAt, provisional }) => {
    const before = told.find((date) => date.id === id);
    if (!before) return [];
    const same = compareInstants(before.dueAt, dueAt) === 0 && before.provisional === provisional;
    return same ? [] : [{ limit, rung, from: before.dueAt, to: dueAt }];
  });
}

/** The running limit of the stage, where the procedure lets it be extended; none while it stands still or after it has lapsed. */
function extensible({ stage, state }: Situation): RunningLimit | null {
  if (!stage?.extension || state.correction || state.suspension) return null;
  const limit = state.limits.find(({ id }) => id === stageLimitId(stage.id, state.visit));
  return limit && !limit.lapsed ? limit : null;
}

function atApprover(situation: Situation, type: 'grant-extension' | 'deny-extension'): Refusal | null {
  if (!situation.stage?.extension) return refuse('not-now');
  const closed = entitled(situation, type);
  if (closed) return closed;
  return extensible(situation)?.extension?.asked ? null : refuse('no-extension-asked');
}
