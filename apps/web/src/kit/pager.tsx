import { useState } from 'react';
import { Button, Flex } from 'antd';
import { useTexts } from '../texts/texts.js';

interface Pages {
  /** Where the page begins that is shown; undefined for the first. */
  readonly cursor: string | undefined;
  readonly back: () => void;
  readonly on: (next: string) => void;
  /** The first page again: what is listed has become another list. */
  readonly restart: () => void;
}

/** The way through a list whose pages the server cuts: it knows the next one, the way back is kept here. */
export function usePages(): Pages {
  const [passed, setPassed] = useState<readonly string[]>([]);
  return {
    cursor: passed.at(-1),
    back: () => setPassed(passed.slice(0, -1)),
    on: (next) => setPassed([...passed, next]),
    restart: () => setPassed([]),
  };
}

/** Page back, page on. */
export function Pager({ pages, next }: { readonly pages: Pages; readonly next: string | null | undefined }) {
  const { t } = useTexts('kit');
  return (
    <Flex gap={8} style={{ marginTop: 12 }}>
      <Button disabled={pages.cursor === undefined} onClick={pages.back}>
        {t('page.back')}
      </Button>
      <Button disabled={!next} onClick={() => next && pages.on(next)}>
        {t('page.on')}
      </Button>
    </Flex>
  );
}
