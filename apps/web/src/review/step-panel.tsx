import { useState } from 'react';
import { Button, Card, Flex } from 'antd';
import type { CaseView, StepList } from '@vermilion/contracts';
import { useSteps } from '../api/cases.js';
import { Loaded } from '../kit/page-state.js';
import { useFocusBack } from '../kit/use-focus-back.js';
import { useMe } from '../shell/session.js';
import { useTexts } from '../texts/texts.js';
import { Deciding } from './deciding.js';
import { DeskLines } from './desk-lines.js';
import { NextTask } from './next-task.js';
import { offeredOf, type Step } from './offered.js';

/** Who works through a list of tasks. */
const WORKS_THROUGH = new Set(['reviewer', 'officer', 'leader']);
/** Steps that end something for somebody else: never the first button. */
const GRAVE = new Set(['refuse', 'withdraw', 'decline-countersign', 'void-marks', 'deny-extension']);
/** What belongs on the desk of an office rather than to the decision. */
const DESK = new Set([
  'transfer',
  'delegate',
  'end-delegation',
  'add-signer',
  'remove-signer',
  'take-back',
  'urge',
  'ask-extension',
]);

/** What I may do now, each with what follows from it. The server says which steps are open; nothing else is offered. */
export function StepPanel({ view }: { readonly view: CaseView }) {
  const { t } = useTexts('review');
  const found = useSteps(view.id);
  const role = useMe().data?.acting?.role;
  const [chosen, choose] = useState<Step | null>(null);
  const [decided, setDecided] = useState(false);
  const { place, note } = useFocusBack(chosen !== null);
  const begin = (step: Step) => {
    note();
    choose(step);
  };
  const done = () => {
    choose(null);
    setDecided(true);
  };
  return (
    <Card title={t('steps')} size="small" data-testid="steps">
      <Flex vertical gap={12} ref={place} tabIndex={-1}>
        {decided && role && WORKS_THROUGH.has(role) && <NextTask after={view.id} />}
        <DeskLines desk={view.desk} />
        <Loaded query={found}>
          {(steps) => (
            <>
              <Offered items={steps.items} choose={begin} />
              {chosen && (
                <Deciding
                  view={view}
                  step={chosen}
                  grave={GRAVE.has(chosen.type)}
                  steps={steps}
                  close={() => choose(null)}
                  done={done}
                />
              )}
            </>
          )}
        </Loaded>
      </Flex>
    </Card>
  );
}

interface OfferedProps {
  readonly items: StepList['items'];
  readonly choose: (step: Step) => void;
}

function Offered({ items, choose }: OfferedProps) {
  const { t } = useTexts('review');
  const offered = offeredOf(items);
  if (offered.length === 0) return <span className="quiet">{t('steps.none')}</span>;
  return (
    <>
      <Buttons steps={offered.filter(({ type }) => !DESK.has(type))} choose={choose} />
      <Buttons steps={offered.filter(({ type }) => DESK.has(type))} choose={choose} quiet />
    </>
  );
}

interface ButtonsProps {
  readonly steps: readonly Step[];
  readonly choose: (step: Step) => void;
  readonly quiet?: boolean;
}

function Buttons({ steps, choose, quiet = false }: ButtonsProps) {
  const { read } = useTexts('review');
  if (steps.length === 0) return null;
  return (
    <Flex wrap gap={8}>
      {steps.map((step, index) => (
        <Button
          key={step.type}
          size={quiet ? 'small' : 'middle'}
          danger={GRAVE.has(step.type)}
          type={!quiet && index === 0 && !GRAVE.has(step.type) ? 'primary' : 'default'}
          onClick={() => choose(step)}
        >
          {read(step.title)}
        </Button>
      ))}
    </Flex>
  );
}
