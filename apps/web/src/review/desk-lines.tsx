import type { CaseView } from '@vermilion/contracts';
import { useMe } from '../shell/session.js';
import { useTexts } from '../texts/texts.js';

/** Who of the office has the case in hand: to whom it was given, who prepares it, who still signs. The server tells it to offices alone. */
export function DeskLines({ desk }: Pick<CaseView, 'desk'>) {
  const lines = useLines(desk);
  if (lines.length === 0) return null;
  return (
    <ul className="desk-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function useLines({ people, raised }: CaseView['desk']): readonly string[] {
  const { t } = useTexts('review');
  const me = useMe().data?.person;
  const named = (person: string) => (person === me ? t('you', { person }) : person);
  const { assignee = null, delegate = null, signers = [] } = people ?? {};
  return [
    ...(raised ? [t('desk.raised')] : []),
    ...(assignee === null ? [] : [t('desk.assigned', { person: named(assignee) })]),
    ...(delegate === null ? [] : [t('desk.delegated', { person: named(delegate.person), by: named(delegate.by) })]),
    ...signers.map(({ person, position, status }) =>
      t(`desk.signer.${position}`, { person: named(person), status: t(`desk.signer.${status}`) }),
    ),
  ];
}
