import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseView, SavedDraft } from '@vermilion/contracts';
import type { Form } from '@vermilion/domain';
import { ask, Refused } from '../api/client.js';
import { merged, type Conflict } from './merge.js';

const SAVE_AFTER_MS = 2_000;
const RETRY_AFTER_MS = 5_000;

interface Kept {
  readonly version: number;
  readonly form: Form;
  /** What the server had at that version: the common ancestor when somebody else has saved meanwhile. */
  readonly base: Form;
}

interface Known {
  readonly version: number;
  readonly problems: SavedDraft['problems'];
  readonly state: 'saved' | 'changed' | 'saving' | 'offline';
  readonly savedAt: Date | null;
}

export interface Draft extends Known {
  readonly form: Form;
  /** Places where this page and another one have written different things: this page's stands, the other is shown. */
  readonly conflicts: readonly Conflict[];
  readonly change: (form: Form) => void;
  /** Saves now what is not saved. @returns the version that the server has. */
  readonly save: () => Promise<number>;
}

const keyOf = (id: string) => `vermilion.draft.${id}`;

/** What this browser had not yet brought to the server when it was closed. */
function rescued(id: string): Kept | null {
  const kept = localStorage.getItem(keyOf(id));
  return kept === null ? null : (JSON.parse(kept) as Kept);
}

/**
 * The draft of a case: saved a moment after each change, kept in the browser until the server has it, and merged with what another tab or a
 * colleague has saved meanwhile. Nothing that was typed is ever dropped silently.
 */
export function useDraft(view: CaseView): Draft {
  const { id } = view;
  const queries = useQueryClient();
  const [start] = useState(() => begin(rescued(id), view.draft));
  const [form, setForm] = useState<Form>(start.form);
  const [conflicts, setConflicts] = useState<readonly Conflict[]>(start.conflicts);
  const [known, tell] = useState<Known>({ version: start.version, state: start.state, savedAt: null, problems: [] });
  const current = useRef<Kept>({ version: start.version, form: start.form, base: start.base });
  const saving = useRef<Promise<number> | null>(null);

  const save = useCallback(async (): Promise<number> => {
    if (saving.current) await saving.current.catch(() => undefined);
    if (current.current.form === current.current.base) return current.current.version;
    const show = (result: ReturnType<typeof merged>) => {
      setForm(result.form);
      setConflicts((before) => [...before, ...result.conflicts]);
    };
    saving.current = write({ id, current, tell, show }).finally(() => {
      saving.current = null;
    });
    return saving.current;
  }, [id]);

  useEffect(() => {
    if (known.state === 'saved' || known.state === 'saving') return undefined;
    const wait = known.state === 'offline' ? RETRY_AFTER_MS : SAVE_AFTER_MS;
    const timer = setTimeout(() => void save().catch(() => undefined), wait);
    return () => clearTimeout(timer);
  }, [known.state, form, save]);
  // Whoever looks at the case next sees what was saved here.
  useEffect(() => () => void queries.invalidateQueries({ queryKey: ['case', id] }), [queries, id]);

  const change = useCallback(
    (next: Form) => {
      current.current = { ...current.current, form: next };
      localStorage.setItem(keyOf(id), JSON.stringify(current.current));
      setForm(next);
      tell((before) => ({ ...before, state: 'changed' }));
    },
    [id],
  );
  return { form, conflicts, ...known, change, save };
}

/** What was left in the browser goes on top of what the server has. */
function begin(kept: Kept | null, draft: CaseView['draft']) {
  const version = draft?.version ?? 0;
  const base = (draft?.form ?? {}) as Form;
  if (!kept) return { version, base, form: base, conflicts: [], state: 'saved' as const };
  return { version, base, ...merged(kept.base, kept.form, base), state: 'changed' as const };
}

/** The page, as saving needs it: what stands on it now, and how to say what has become of it. */
interface Page {
  readonly id: string;
  readonly current: RefObject<Kept>;
  readonly tell: (how: (before: Known) => Known) => void;
  readonly show: (result: ReturnType<typeof merged>) => void;
}

/** @returns the version that the server has now. */
async function write(page: Page): Promise<number> {
  page.tell((before) => ({ ...before, state: 'saving' }));
  try {
    return await bring(page);
  } catch (error) {
    page.tell((before) => ({ ...before, state: 'offline' }));
    throw error;
  }
}

/** Brings what stands on the page to the server; together with what others have saved meanwhile. */
async function bring(page: Page): Promise<number> {
  try {
    return await put(page);
  } catch (error) {
    if (!(error instanceof Refused && error.problem.code === 'draft-version-stale')) throw error;
    await takeIn(page);
    return bring(page);
  }
}

async function put({ id, current, tell }: Page): Promise<number> {
  const { version, form } = current.current;
  const { problems, ...saved } = await ask<SavedDraft>('PUT', `cases/${id}/form`, { json: form, ifMatch: version });
  current.current = { ...current.current, version: saved.version, base: form };
  const more = current.current.form !== form;
  if (!more) localStorage.removeItem(keyOf(id));
  tell(() => ({ version: saved.version, state: more ? 'changed' : 'saved', savedAt: new Date(), problems }));
  return saved.version;
}

async function takeIn({ id, current, show }: Page): Promise<void> {
  const { draft } = await ask<CaseView>('GET', `cases/${id}`);
  const theirs = (draft?.form ?? {}) as Form;
  const result = merged(current.current.base, current.current.form, theirs);
  current.current = { version: draft?.version ?? 0, form: result.form, base: theirs };
  show(result);
}
