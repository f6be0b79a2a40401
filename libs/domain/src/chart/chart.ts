import type { Outcome } from '../process/outcome.js';
import type { Limit, Procedure, Stage } from '../process/procedure.js';
import type { Text } from '../process/text.js';
import { branchesOf, type Branch } from './branches.js';

/**
 * A shape of a process diagram, by the kinds of BPMN 2.0: `choice` is an exclusive gateway, `timer` a boundary event at `host`. `task` is done
 * by people, `wait` waits for the round, `service` is done by the system.
 */
export interface ChartNode {
  readonly id: string;
  readonly kind: 'start' | 'task' | 'wait' | 'service' | 'correction' | 'choice' | 'timer' | 'end';
  readonly title: Text;
  /** The stage that it draws or belongs to; null before the first. */
  readonly stage: string | null;
  readonly limit: Limit | null;
  /** For a timer: what it is attached to. */
  readonly host?: string;
  /** For an end of the case: how it ends. An end without is one of a reminder to the offices above; the case goes on. */
  readonly outcome?: Outcome;
}

/** An arrow of a process diagram. */
export interface ChartFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly title: Text | null;
}

/** A procedure as a diagram: what there is to draw, not yet where. */
export interface Chart {
  readonly procedure: { readonly id: string; readonly version: number; readonly title: Text };
  readonly nodes: readonly ChartNode[];
  readonly flows: readonly ChartFlow[];
}

/** The node of the form, before the first stage. */
export const DECLARATION = 'declaration';
const START = 'start';

const TEXT = {
  start: { zh: '开始', en: 'Start' },
  declaration: { zh: '企业填报', en: 'Declaration' },
  submit: { zh: '提交', en: 'Submitted' },
  escalation: { zh: '催办督办', en: 'Escalation' },
  overdue: { zh: '逾期', en: 'Overdue' },
} as const;

/** The diagram of a procedure, from the data that runs it. */
export function chartOf(procedure: Procedure): Chart {
  const { id, version, title, stages } = procedure;
  const drawn = [frontOf(procedure), ...stages.map((stage) => drawStage(stage))];
  return {
    procedure: { id, version, title },
    nodes: drawn.flatMap(({ nodes }) => nodes),
    flows: drawn.flatMap(({ flows }) => flows),
  };
}

type Drawn = Pick<Chart, 'nodes' | 'flows'>;

function frontOf({ stages, reexamines }: Procedure): Drawn {
  const [first] = stages;
  const declaration = node(DECLARATION, 'task', TEXT.declaration, null, reexamines?.declaration ?? null);
  const flows = [flow(START, DECLARATION, null), ...(first ? [flow(DECLARATION, first.id, TEXT.submit)] : [])];
  const front = { nodes: [node(START, 'start', TEXT.start, null), declaration], flows };
  if (!reexamines || !first) return front;
  return joined(front, timerAt(declaration, reexamines.declaration, first.id));
}

const KINDS = {
  review: 'task',
  panel: 'task',
  'sign-off': 'task',
  gathering: 'wait',
  ranking: 'service',
  notice: 'wait',
  award: 'service',
} as const satisfies { readonly [kind in Stage['kind']]: ChartNode['kind'] };

function drawStage(stage: Stage): Drawn {
  const own = node(stage.id, KINDS[stage.kind], stage.title, stage.id, stage.limit);
  const branches = branchesOf(stage);
  const first: Drawn = { nodes: [own], flows: [] };
  const silence = stage.limit?.onLapse === 'accepted-by-silence' && 'next' in stage ? stage.next : null;
  const timed = stage.limit ? joined(first, timerAt(own, stage.limit, silence)) : first;
  if (branches.length < 2) return joined(timed, ...branches.map((branch) => drawBranch(stage, own.id, branch)));
  const choice = node(`${stage.id}.choice`, 'choice', { zh: '结果', en: 'Result' }, stage.id);
  const fork: Drawn = { nodes: [choice], flows: [flow(own.id, choice.id, null)] };
  return joined(timed, fork, ...branches.map((branch) => drawBranch(stage, choice.id, branch)));
}

function drawBranch(stage: Stage, from: string, branch: Branch): Drawn {
  if (branch.kind === 'stage') return { nodes: [], flows: [flow(from, branch.to, branch.title)] };
  if (branch.kind === 'end') {
    const end = endOf(`${stage.id}.${branch.outcome}`, stage.id, branch.title, branch.outcome);
    return { nodes: [end], flows: [flow(from, end.id, null)] };
  }
  const correction = node(`${stage.id}.correction`, 'correction', branch.title, stage.id, branch.limit);
  const there: Drawn = {
    nodes: [correction],
    flows: [flow(from, correction.id, branch.sent), flow(correction.id, stage.id, null)],
  };
  return joined(there, timerAt(correction, branch.limit, branch.unanswered));
}

/** What happens when nobody acts in time. @param to the stage that follows; null: the case ends, or the offices above are told. */
function timerAt(host: ChartNode, limit: Limit, to: string | null): Drawn {
  const timer: ChartNode = { ...node(`${host.id}.timer`, 'timer', amountOf(limit), host.stage, limit), host: host.id };
  if (to !== null && limit.onLapse !== 'overdue')
    return { nodes: [timer], flows: [flow(timer.id, to, lapseWords(limit))] };
  const end =
    limit.onLapse === 'closed'
      ? endOf(`${host.id}.lapsed`, host.stage, { zh: '逾期放弃', en: 'Lapsed' }, 'lapsed')
      : node(`${host.id}.escalation`, 'end', TEXT.escalation, host.stage);
  return { nodes: [timer, end], flows: [flow(timer.id, end.id, null)] };
}

function lapseWords({ onLapse }: Limit): Text {
  return onLapse === 'accepted-by-silence' ? { zh: '视为受理', en: 'Deemed accepted' } : TEXT.overdue;
}

/** A limit in words: `10个工作日`. */
export function amountOf({ amount, unit }: Limit): Text {
  return unit === 'working-day'
    ? { zh: `${amount}个工作日`, en: `${amount} working days` }
    : { zh: `${amount}日`, en: `${amount} days` };
}

function endOf(id: string, stage: string | null, title: Text, outcome: Outcome): ChartNode {
  return { ...node(id, 'end', title, stage), outcome };
}

function node(
  id: string,
  kind: ChartNode['kind'],
  title: Text,
  stage: string | null,
  limit: Limit | null = null,
): ChartNode {
  return { id, kind, title, stage, limit };
}

function flow(from: string, to: string, title: Text | null): ChartFlow {
  return { id: `${from}--${to}`, from, to, title };
}

function joined(...parts: readonly Drawn[]): Drawn {
  return { nodes: parts.flatMap(({ nodes }) => nodes), flows: parts.flatMap(({ flows }) => flows) };
}
