import { useState } from 'react';
import { Button, Flex, Input, Popover } from 'antd';
import { useMe } from '../shell/session.js';
import { useTexts } from '../texts/texts.js';
import { addressOf, filterOf, type ListFilter } from './filter.js';
import { useKeptFilters } from './kept-filters.js';

interface Props {
  readonly filter: ListFilter;
  readonly show: (filter: ListFilter) => void;
}

const LONGEST_NAME = 20;

/** The filters that I use again and again: each shows its list, and this list can be kept under a name. */
export function KeptFilters({ filter, show }: Props) {
  const { t } = useTexts('worklist');
  const [open, setOpen] = useState(false);
  const { filters, add, remove } = useKeptFilters(useMe().data);
  const apply = (address: object) => {
    setOpen(false);
    show(filterOf(address));
  };
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={
        <Flex vertical gap={8} style={{ width: 260 }}>
          {filters.length === 0 && <span className="worklist-quiet">{t('kept.none')}</span>}
          {filters.map(({ name, address }) => (
            <Flex key={name} gap={8} justify="space-between">
              <Button type="link" style={{ paddingInline: 0 }} onClick={() => apply(address)}>
                {name}
              </Button>
              <Button type="text" aria-label={t('kept.remove', { name })} onClick={() => remove(name)}>
                {t('remove')}
              </Button>
            </Flex>
          ))}
          <Naming keep={(name) => add({ name, address: addressOf(filter) })} />
        </Flex>
      }
    >
      <Button aria-expanded={open}>{t('kept')}</Button>
    </Popover>
  );
}

function Naming({ keep }: { readonly keep: (name: string) => void }) {
  const { t } = useTexts('worklist');
  const [name, setName] = useState('');
  return (
    <Input.Search
      aria-label={t('kept.name')}
      placeholder={t('kept.name')}
      maxLength={LONGEST_NAME}
      value={name}
      enterButton={t('kept.add')}
      onChange={({ target }) => setName(target.value)}
      onSearch={(given) => {
        if (given.trim() === '') return;
        keep(given.trim());
        setName('');
      }}
    />
  );
}
