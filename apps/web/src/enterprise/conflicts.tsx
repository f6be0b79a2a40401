import { Alert, Button, Flex } from 'antd';
import type { ProgrammeView } from '@vermilion/contracts';
import { instantText } from '../kit/dates.js';
import { usePlaceName } from '../kit/place-name.js';
import { PlainTable } from '../kit/plain-table.js';
import { useTexts } from '../texts/texts.js';
import type { Conflict } from './merge.js';
import { PlaceValue } from './place-value.js';
import type { Draft } from './use-draft.js';

interface Props {
  readonly draft: Draft;
  readonly programme: ProgrammeView;
}

/** Where somebody else has written something different since: who, when, what, and the choice between both. Nothing is saved before. */
export function Conflicts({ draft, programme }: Props) {
  const { t, language } = useTexts('enterprise');
  const nameOf = usePlaceName(programme);
  const { differences, choose } = draft;
  if (!differences) return null;
  const who = t(`conflict.${differences.by}`);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      style={{ marginBottom: 12 }}
      title={t('conflicts', { who, at: instantText(differences.at, language), count: differences.places.length })}
      description={
        <PlainTable
          rowKey="at"
          rows={differences.places}
          columns={[
            { title: t('conflict.where'), key: 'at', render: (_, { at }) => nameOf(at) },
            {
              title: t('conflict.mine'),
              key: 'mine',
              render: (_, one) => <PlaceValue programme={programme} at={one.at} value={one.mine} />,
            },
            {
              title: t('conflict.theirs'),
              key: 'theirs',
              render: (_, one) => <PlaceValue programme={programme} at={one.at} value={one.theirs} />,
            },
            {
              title: t('conflict.choose'),
              key: 'choose',
              render: (_, one) => <Choice place={one} name={nameOf(one.at)} choose={choose} />,
            },
          ]}
        />
      }
    />
  );
}

interface ChoiceProps {
  readonly place: Conflict;
  readonly name: string;
  readonly choose: Draft['choose'];
}

function Choice({ place, name, choose }: ChoiceProps) {
  const { t } = useTexts('enterprise');
  return (
    <Flex gap={8} wrap>
      {(['mine', 'theirs'] as const).map((whose) => (
        <Button
          key={whose}
          size="small"
          aria-label={t(`conflict.take.${whose}.at`, { name })}
          onClick={() => choose(place.at, whose)}
        >
          {t(`conflict.take.${whose}`)}
        </Button>
      ))}
    </Flex>
  );
}
