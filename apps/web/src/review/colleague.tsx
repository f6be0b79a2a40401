import { useQuery } from '@tanstack/react-query';
import type { OfficeView } from '@vermilion/contracts';
import { Choice } from '../kit/choice.js';
import { ask } from '../api/client.js';
import { useTexts } from '../texts/texts.js';

interface Props {
  readonly id: string;
  readonly value: unknown;
  readonly set: (person: unknown) => void;
}

/** Somebody of my own office. Who is away today cannot be chosen. */
export function Colleague({ id, value, set }: Props) {
  const { t } = useTexts('review');
  const { data } = useQuery({ queryKey: ['office'], queryFn: () => ask<OfficeView>('GET', 'offices/mine') });
  const colleagues = (data?.members ?? []).filter(({ you }) => !you);
  return (
    <Choice
      id={id}
      value={(value as string | undefined) ?? null}
      onChange={set}
      notFoundContent={t('noColleague')}
      options={colleagues.map(({ person, away }) => ({
        value: person,
        label: away ? t('away', { person }) : person,
        disabled: away,
      }))}
    />
  );
}
