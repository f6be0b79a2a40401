import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button, Flex, Pagination } from 'antd';
import type { CaseView } from '@vermilion/contracts';
import type { FieldValue, Row, Section } from '@vermilion/domain';
import { useTexts } from '../texts/texts.js';
import type { Fault } from './faults.js';
import { Pasting } from './pasting.js';
import { RowLine } from './row-line.js';
import { nextSeq, takenBack, type RowStep } from './row-steps.js';
import type { Draft } from './use-draft.js';
import type { Goal } from './use-goal.js';

const Importing = lazy(async () => ({ default: (await import('./importing.js')).Importing }));

interface Props {
  readonly view: CaseView;
  readonly section: Section;
  readonly rows: readonly Row[];
  readonly draft: Draft;
  readonly faults: readonly Fault[];
  readonly goal: Goal | null;
}

const PAGE = 50;

/** A table of the form: typed, pasted, or read from a workbook; each row says what is wrong with it. */
export function RowsEditor({ view, section, rows, draft, faults, goal }: Props) {
  const { t, read } = useTexts('enterprise');
  const { edit, add, remove, replace, undo } = useRows(section, rows, draft);
  const [page, setPage] = usePage(section, rows.length, goal);
  const [taking, setTaking] = useState<'paste' | 'import' | null>(null);
  const first = (page - 1) * PAGE;
  const told = useTold(section, faults, view.correction?.defects ?? []);
  const close = () => setTaking(null);
  return (
    <>
      <Flex gap={8} wrap style={{ marginBottom: 8 }}>
        <Button onClick={() => add([{ seq: nextSeq(rows) }])}>{t('rows.add')}</Button>
        <Button onClick={() => setTaking('paste')}>{t('rows.paste')}</Button>
        <Button onClick={() => setTaking('import')}>{t('rows.import')}</Button>
        <Exporting id={view.id} section={section} draft={draft} empty={rows.length === 0} />
        <Button disabled={undo === null} onClick={undo ?? undefined}>
          {t('rows.undo')}
        </Button>
        <span className="quiet" aria-live="polite">
          {t('rows.count', { count: rows.length })}
        </span>
      </Flex>
      <div className="rows" tabIndex={0} role="region" aria-label={read(section.label)}>
        <table>
          <thead>
            <tr>
              {section.fields.map(({ id, label, unit }) => (
                <th key={id} scope="col">
                  {read(label)}
                  {unit && <small>（{read(unit)}）</small>}
                </th>
              ))}
              <th scope="col">{t('rows.remove')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(first, first + PAGE).map((row, at) => (
              <RowLine
                key={first + at}
                section={section}
                row={row}
                index={first + at}
                told={told.get(first + at) ?? ''}
                edit={edit}
                remove={remove}
              />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > PAGE && (
        <Pagination
          size="small"
          current={page}
          pageSize={PAGE}
          total={rows.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
      {taking === 'paste' && <Pasting section={section} close={close} take={add} />}
      {taking === 'import' && (
        <Suspense>
          <Importing id={view.id} section={section} there={rows.length} close={close} add={add} replace={replace} />
        </Suspense>
      )}
    </>
  );
}

/** What may be done with the rows. Each of them stays the same function, so that typing in one row draws no other. */
function useRows(section: Section, rows: readonly Row[], draft: Draft) {
  const latest = useRef({ rows, draft });
  useEffect(() => {
    latest.current = { rows, draft };
  });
  const [steps, setSteps] = useState<readonly RowStep[]>([]);
  const put = useCallback(
    (next: readonly Row[], step?: RowStep) => {
      const { draft: at } = latest.current;
      latest.current = { rows: next, draft: at };
      at.change({ ...at.form, [section.id]: next });
      if (step) setSteps((before) => [...before, step]);
    },
    [section.id],
  );
  const edit = useCallback(
    (index: number, field: string, value: FieldValue) =>
      put(latest.current.rows.map((row, at) => (at === index ? { ...row, [field]: value } : row))),
    [put],
  );
  const remove = useCallback(
    (index: number) => {
      const { rows: now } = latest.current;
      const row = now[index];
      if (row)
        put(
          now.filter((_, at) => at !== index),
          { kind: 'removed', at: index, row },
        );
    },
    [put],
  );
  const add = (more: readonly Row[]) => put([...rows, ...more], { kind: 'added', at: rows.length, count: more.length });
  const replace = (others: readonly Row[]) => put(others, { kind: 'replaced', before: rows });
  const last = steps.at(-1);
  const undo = last
    ? () => {
        put(takenBack(rows, last));
        setSteps(steps.slice(0, -1));
      }
    : null;
  return { edit, add, remove, replace, undo };
}

/** The page of the table: the one to which the person is being led, or has turned since; never one that is gone. */
function usePage(section: Section, rows: number, goal: Goal | null) {
  const [turned, turn] = useState({ page: 1, goal });
  const led = goal && goal !== turned.goal ? rowOf(section, goal.at) : null;
  const page = led === null ? turned.page : Math.floor(led / PAGE) + 1;
  return [Math.max(1, Math.min(page, Math.ceil(rows / PAGE))), (next: number) => turn({ page: next, goal })] as const;
}

/** The row in which a place of the table lies. */
function rowOf(section: Section, at: string): number | null {
  const row = at.startsWith(`${section.id}[`) ? /\[(\d+)\]/.exec(at)?.[1] : undefined;
  return row === undefined ? null : Number(row);
}

/** What is wrong with each row, and what the office has asked for, as one line of words: so that a row knows whether it has changed. */
function useTold(section: Section, faults: readonly Fault[], defects: NonNullable<CaseView['correction']>['defects']) {
  const { t, read, language } = useTexts('enterprise');
  return useMemo(() => {
    const lines = [
      ...defects.map(({ target, what, how }) => [target, t('asked', { what: what ?? '', how: how ?? '' })] as const),
      ...faults.map(({ at, message }) => [at, message[language]] as const),
    ];
    const told = new Map<number, string>();
    for (const [at, words] of lines) {
      const place = new RegExp(`^${section.id}\\[(\\d+)\\](?:\\.(.+))?$`).exec(at);
      if (!place) continue;
      const label = read(section.fields.find(({ id }) => id === place[2])?.label);
      const row = Number(place[1]);
      told.set(row, [told.get(row), `${label} ${words}`.trim()].filter(Boolean).join('\n'));
    }
    return told;
  }, [section, faults, defects, t, read, language]);
}

interface ExportingProps {
  readonly id: string;
  readonly section: Section;
  readonly draft: Draft;
  readonly empty: boolean;
}

/** The list as a workbook, as it stands on the page: it is saved first, and what is saved is given out. */
function Exporting({ id, section, draft, empty }: ExportingProps) {
  const { t } = useTexts('enterprise');
  const [busy, setBusy] = useState(false);
  const fetchFile = async () => {
    setBusy(true);
    await draft.save().then(
      () => location.assign(`/api/v1/cases/${id}/form/tables/${section.id}/rows.xlsx`),
      () => undefined,
    );
    setBusy(false);
  };
  return (
    <Button disabled={empty} loading={busy} onClick={() => void fetchFile()}>
      {t('rows.export')}
    </Button>
  );
}
