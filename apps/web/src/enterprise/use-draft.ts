import { useCallback, useEffect, useRef, useState } from 'react';
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

export interface Draft {
  readonly form: Form;
  readonly version: number;
  readonly problems: SavedDraft['problems'];
  readonly state: 'saved' | 'changed' | 'saving' | 'offline';
  readonly savedAt: Date | null;
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
  const queries = useQueryClient();
  const server: Kept = {
    version: view.draft?.version ?? 0,
    form: (view.draft?.form ?? {}) as Form,
    base: (view.draft?.form ?? {}) as Form,
  };
  const [start] = useState(() => begin(rescued(view.id), server));
  const [form, setForm] = useState<Form>(start.form);
  const [conflicts, setConflicts] = useState<readonly Conflict[]>(start.conflicts);
  const [known, setKnown] = useState({
    version: server.version,
    state: start.unsaved ? 'changed' : 'saved',
    savedAt: null as Date | null,
    problems: [] as SavedDraft['problems'],
  });
  const current = useRef<Kept>({ version: server.version, form: start.form, base: server.form });
  const saving = useRef<Promise<number> | null>(null);

  const write = useCallback(async (): Promise<number> => {
    const { version, form: content } = current.current;
    setKnown((before) => ({ ...before, state: 'saving' }));
    try {
      const saved = await ask<SavedDraft>('PUT', `cases/${view.id}/form`, { json: content, ifMatch: version });
      current.current = { ...current.current, version: saved.version, base: content };
      const more = current.current.form !== content;
      if (!more) localStorage.removeItem(keyOf(view.id));
      setKnown({
        version: saved.version,
        state: more ? 'changed' : 'saved',
        savedAt: new Date(),
        problems: saved.problems,
      });
      return saved.version;
    } catch (error) {
      if (error instanceof Refused && error.problem.code === 'draft-version-stale') return await mergeAndWrite();
      setKnown((before) => ({ ...before, state: 'offline' }));
      throw error;
    }
    async function mergeAndWrite(): Promise<number> {
      const newer = await ask<CaseView>('GET', `cases/${view.id}`);
      const theirs = (newer.draft?.form ?? {}) as Form;
      const result = merged(current.current.base, current.current.form, theirs);
      current.current = { version: newer.draft?.version ?? 0, form: result.form, base: theirs };
      setForm(result.form);
      setConflicts((before) => [...before, ...result.conflicts]);
      return await write();
    }
  }, [view.id]);

  const save = useCallback(async (): Promise<number> => {
    if (saving.current) await saving.current.catch(() => undefined);
    if (current.current.form === current.current.base) return current.current.version;
    saving.current = write().finally(() => {
      saving.current = null;
    });
    return saving.current;
  }, [write]);

  useEffect(() => {
    if (known.state === 'saved' || known.state === 'saving') return undefined;
    const wait = known.state === 'offline' ? RETRY_AFTER_MS : SAVE_AFTER_MS;
    const timer = setTimeout(() => void save().catch(() => undefined), wait);
    return () => clearTimeout(timer);
  }, [known.state, form, save]);
  // Whoever looks at the case next sees what was saved here.
  useEffect(() => () => void queries.invalidateQueries({ queryKey: ['case', view.id] }), [queries, view.id]);

  const change = useCallback(
    (next: Form) => {
      current.current = { ...current.current, form: next };
      localStorage.setItem(keyOf(view.id), JSON.stringify(current.current));
      setForm(next);
      setKnown((before) => ({ ...before, state: 'changed' }));
    },
    [view.id],
  );
  return { form, conflicts, ...known, state: known.state as Draft['state'], change, save };
}

/** What was left in the browser goes on top of what the server has. */
function begin(kept: Kept | null, server: Kept) {
  if (!kept) return { form: server.form, conflicts: [], unsaved: false };
  return { ...merged(kept.base, kept.form, server.form), unsaved: true };
}
