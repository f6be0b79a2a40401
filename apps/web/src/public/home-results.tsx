import type { PublishedDocument } from '@vermilion/contracts';
import { dateText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { Told } from './told.js';
import { useCalls } from './use-calls.js';

/** The documents in which finished rounds ended. */
export function HomeResults() {
  const { t, read } = useTexts('public');
  const calls = useCalls();
  return (
    <Told query={calls}>
      {(programmes) => {
        const ended = programmes.flatMap(({ procedure, calls: rounds }) =>
          rounds.filter(({ documents }) => documents.length > 0).map((round) => ({ ...round, title: procedure.title })),
        );
        if (ended.length === 0) return <p className="nothing">{t('results.none')}</p>;
        return (
          <ul className="cards">
            {ended.map(({ id, year, title, documents }) => (
              <li key={id} className="card">
                <h3>{t('results.of', { year, title: read(title) })}</h3>
                <Documents round={id} documents={documents} />
              </li>
            ))}
          </ul>
        );
      }}
    </Told>
  );
}

/** The signed documents of a round, each as a paper. */
export function Documents({
  round,
  documents,
}: {
  readonly round: string;
  readonly documents: readonly PublishedDocument[];
}) {
  const { t, language } = useTexts('public');
  return (
    <ul className="papers">
      {documents.map(({ order, number, on, supplementary, entries }) => (
        <li key={order}>
          <a href={`/api/v1/rounds/${round}/documents/${order}.pdf`} download>
            <span lang="zh-CN">{number}</span> <span className="kind">PDF</span>
          </a>{' '}
          {t(supplementary ? 'document.supplementary' : 'document.of', { on: dateText(on, language), entries })}
        </li>
      ))}
    </ul>
  );
}
