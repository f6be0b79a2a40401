import { districts } from '@vermilion/catalogue';
import type { TaskCounts, TaskView } from '@vermilion/contracts';
import { URGENCIES, type Text, type Urgency } from '@vermilion/domain';
import type { TaskEntry, TaskTally } from '@vermilion/ledger';
import type { Procedures } from '../cases/procedures.js';

/** A task as lists show it, with the words for its codes. */
export function taskView(procedures: Procedures, task: TaskEntry): TaskView {
  const procedure = procedures.of(task);
  return {
    ...task,
    procedure: { id: procedure.id, version: procedure.version, title: procedure.title },
    stage: procedures.stage(procedure, task.stage),
    district: { id: task.district, name: districtWords(task.district) },
  };
}

/** The sums of a tally: altogether, by urgency, and by each thing that the list can be narrowed to. */
export function taskCounts(procedures: Procedures, tally: readonly TaskTally[]): TaskCounts {
  const of = (urgency: Urgency, lines = tally) => lines.reduce((all, line) => all + line[urgency], 0);
  const sum = (lines: readonly TaskTally[]) => URGENCIES.reduce((all, urgency) => all + of(urgency, lines), 0);
  const parts = (keyOf: (line: TaskTally) => string | null, nameOf: (line: TaskTally) => Text) => {
    const keys = [...new Set(tally.map(keyOf))].filter((key) => key !== null);
    return keys.map((id) => {
      const lines = tally.filter((line) => keyOf(line) === id);
      return { id, name: nameOf(lines[0] as TaskTally), tasks: sum(lines) };
    });
  };
  const byUrgency = Object.fromEntries(URGENCIES.map((urgency) => [urgency, of(urgency)])) as TaskCounts['byUrgency'];
  return {
    total: sum(tally),
    byUrgency,
    stages: parts(
      ({ stage }) => stage,
      (line) => procedures.stage(procedures.of(line), line.stage)?.title ?? DRAFT,
    ),
    procedures: parts(
      ({ procedure }) => procedure,
      (line) => procedures.of(line).title,
    ),
    districts: parts(
      ({ district }) => district,
      ({ district }) => districtWords(district),
    ),
  };
}

const DRAFT: Text = { zh: '草稿', en: 'Draft' };

/** 中牟县 for 410122; a code that nobody knows is shown as it is. */
function districtWords(code: string): Text {
  return districts().find(({ internalCode }) => internalCode === code)?.name ?? { zh: code, en: code };
}
