import { Alert } from 'antd';
import { useQueries } from '@tanstack/react-query';
import type { ProgrammeView, TaskView } from '@vermilion/contracts';
import { programmeQuery } from '../api/cases.js';
import { consequenceOf } from '../review/consequences.js';
import { Follows } from '../review/follows.js';
import { useTexts } from '../texts/texts.js';
import type { BulkVerb, Planned } from './bulk-plan.js';

interface Props {
  readonly verb: BulkVerb;
  readonly able: readonly Planned[];
}

/** A procedure in the version that the case keeps. */
function versionOf({ procedure }: TaskView): string {
  return `${procedure.id} ${procedure.version}`;
}

/** What follows for them, in as many sentences as there are stages among them. */
export function BulkConsequences({ verb, able }: Props) {
  const { t, read } = useTexts('worklist');
  const tasks = [...new Map(able.map(({ task }) => [versionOf(task), task])).values()];
  const programmes = useQueries({ queries: tasks.map(({ procedure }) => programmeQuery(procedure)) });
  const programme = (task: TaskView): ProgrammeView | undefined =>
    programmes[tasks.findIndex((one) => versionOf(one) === versionOf(task))]?.data;
  const groups = new Map<string, Planned[]>();
  for (const one of able) {
    const key = `${versionOf(one.task)} ${one.task.stage?.id}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const sentences = [...groups].map(([key, group]) => {
    const [first] = group as [Planned];
    const follows = verb === 'claim' ? null : consequenceOf({ type: verb }, first.task, programme(first.task));
    return { key, group, stage: first.task.stage, follows };
  });
  return (
    <Alert
      type="info"
      title={t('bulk.consequences')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {sentences.map(({ key, group, stage, follows }) => (
            <li key={key}>
              {t('bulk.follows', { count: group.length, stage: read(stage?.title) })}{' '}
              {follows ? <Follows follows={follows} /> : t(`verb.${verb}.words`)}
            </li>
          ))}
        </ul>
      }
      style={{ marginBottom: 12 }}
    />
  );
}
