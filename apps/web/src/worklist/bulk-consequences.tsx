import { Alert } from 'antd';
import { useQueries } from '@tanstack/react-query';
import type { ProgrammeView } from '@vermilion/contracts';
import { programmeQuery } from '../api/cases.js';
import { consequenceOf } from '../review/consequences.js';
import { Follows } from '../review/follows.js';
import { useTexts } from '../texts/texts.js';
import type { BulkVerb, Planned } from './bulk-plan.js';

interface Props {
  readonly verb: BulkVerb;
  readonly able: readonly Planned[];
}

/** What follows for them, in as many sentences as there are stages among them. */
export function BulkConsequences({ verb, able }: Props) {
  const { t, read } = useTexts('worklist');
  const ids = [...new Set(able.map(({ task }) => task.procedure.id))];
  const programmes = useQueries({ queries: ids.map((id) => programmeQuery(id)) });
  const programme = (id: string): ProgrammeView | undefined => programmes[ids.indexOf(id)]?.data;
  const groups = new Map<string, Planned[]>();
  for (const one of able) {
    const key = `${one.task.procedure.id} ${one.task.stage?.id}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const sentences = [...groups.values()].map((group) => {
    const [first] = group as [Planned];
    const known = programme(first.task.procedure.id);
    const follows = verb === 'claim' || !known ? null : consequenceOf({ type: verb }, first.task, known);
    return { group, stage: first.task.stage, follows };
  });
  return (
    <Alert
      type="info"
      title={t('bulk.consequences')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {sentences.map(({ group, stage, follows }) => (
            <li key={stage?.id ?? ''}>
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
