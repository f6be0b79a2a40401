import { useState } from 'react';
import { Flex, Modal, Switch } from 'antd';
import { useTexts } from '../texts/texts.js';

const PLACE = 'vermilion.letter-keys';

interface LetterKeys {
  readonly on: boolean;
  readonly turn: (on: boolean) => void;
}

/** Whether keys of one letter are on. Who speaks to the machine turns them off: a word would press many of them. */
export function useLetterKeys(): LetterKeys {
  const [on, set] = useState(() => localStorage.getItem(PLACE) !== 'off');
  const turn = (next: boolean) => {
    localStorage.setItem(PLACE, next ? 'on' : 'off');
    set(next);
  };
  return { on, turn };
}

const KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['x', 'select'],
  ['c', 'claim'],
  ['/', 'search'],
  ['?', 'help'],
  ['Esc', 'clear'],
] as const;

interface Props {
  readonly open: boolean;
  readonly close: () => void;
  readonly letters: LetterKeys;
}

/** What the keys do, and the switch that turns the letters off. */
export function ShortcutsHelp({ open, close, letters }: Props) {
  const { t } = useTexts('worklist');
  return (
    <Modal open={open} title={t('keys')} footer={null} onCancel={close} width={420}>
      <dl style={{ display: 'grid', gridTemplateColumns: '80px 1fr', gap: '6px 12px', margin: '0 0 16px' }}>
        {KEYS.map(([key, name]) => (
          <Line key={key} letter={key} words={t(`key.${name}`)} />
        ))}
      </dl>
      <Flex gap={8} align="center">
        <Switch id="letter-keys" checked={letters.on} onChange={letters.turn} />
        <label htmlFor="letter-keys">{t('keys.letters')}</label>
      </Flex>
    </Modal>
  );
}

function Line({ letter, words }: { readonly letter: string; readonly words: string }) {
  return (
    <>
      <dt>
        <kbd>{letter}</kbd>
      </dt>
      <dd style={{ margin: 0 }}>{words}</dd>
    </>
  );
}
