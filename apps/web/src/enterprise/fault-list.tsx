import { Button, Collapse } from 'antd';
import type { ProgrammeView } from '@vermilion/contracts';
import { usePlaceName } from '../kit/place-name.js';
import { useTexts } from '../texts/texts.js';
import type { Fault } from './faults.js';

interface Props {
  readonly faults: readonly Fault[];
  readonly programme: ProgrammeView;
  readonly lead: (at: string) => void;
}

/** Everything that is still missing or wrong, each with the way to it. */
export function FaultList({ faults, programme, lead }: Props) {
  const { t, language } = useTexts('enterprise');
  const nameOf = usePlaceName(programme);
  if (faults.length === 0) return null;
  const list = (
    <ul className="fault-list">
      {faults.map(({ at, code, message }) => (
        <li key={`${at} ${code}`}>
          <Button type="link" size="small" onClick={() => lead(at)}>
            {nameOf(at)}
          </Button>
          {message[language]}
        </li>
      ))}
    </ul>
  );
  return (
    <Collapse
      ghost
      size="small"
      items={[{ key: 'faults', label: t('missing', { count: faults.length }), children: list }]}
    />
  );
}
