import type { DocumentView, ProgrammeView } from '@vermilion/contracts';
import { documentsOf } from '../kit/fields.js';
import { PlainTable } from '../kit/plain-table.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { sizeText } from './file-refusal.js';
import { LookAt } from './look-at.js';
import texts from './papers.json';

addTexts('papers', texts);

interface Props {
  readonly papers: readonly DocumentView[];
  readonly programme: ProgrammeView | undefined;
}

/** The documents of an application, each with its fingerprint, to be looked at here or kept. */
export function PaperList({ papers, programme }: Props) {
  const { t, read } = useTexts('papers');
  const titles = new Map((programme ? documentsOf(programme) : []).map(({ id, title }) => [id, title]));
  return (
    <PlainTable
      rowKey="id"
      rows={papers}
      columns={[
        { title: t('paper.type'), key: 'type', render: (_, { type }) => read(titles.get(type)) || type },
        { title: t('paper.name'), key: 'name', render: (_, { name }) => <span className="file-name">{name}</span> },
        { title: t('paper.size'), key: 'bytes', render: (_, { bytes }) => sizeText(bytes) },
        {
          title: t('paper.hash'),
          key: 'sha256',
          render: (_, { sha256 }) => (
            <code title={sha256} className="hash">
              {sha256.slice(0, 12)}…
            </code>
          ),
        },
        {
          title: t('paper.look'),
          key: 'look',
          render: (_, paper) => <LookAt paper={paper} />,
        },
      ]}
    />
  );
}
