import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseView, MeView } from '@vermilion/contracts';
import type { Form } from '@vermilion/domain';
import { ask } from '../api/client.js';
import { withValue } from './choose.js';
import { beginning, bring, Contradicted, type Differences, type Page, type Written } from './draft-wire.js';
import { clearOut, forget, keep, leftAt, placeOf } from './local-copy.js';
import { afterwards, UNCHANGED, waitBefore, type Saving } from './saving.js';

export interface Draft {
  readonly form: Form;
  readonly saving: Saving;
  /** Places where this page and another one have written different things: this page's stands until somebody has chosen. */
  readonly differences: Differences | null;
  /** When what was restored from this browser had been kept there; null when nothing was. */
  readonly rescuedAt: number | null;
  /** Whether this browser keeps a copy of what is not saved yet. */
  readonly kept: boolean;
  readonly change: (form: Form) => void;
  readonly choose: (at: string, whose: 'mine' | 'theirs') => void;
  /** Saves now what is not saved. @returns the version that the server has. */
  readonly save: () => Promise<number>;
  /** Goes on after signing in again, if it is the same person. */
  readonly resume: () => void;
}

/**
 * The draft of a case: saved a moment after each change, kept in the browser until the server has it, and merged with what another tab or a
 * colleague has saved meanwhile. Nothing that was typed is ever dropped silently. @param seenAt when the server last said who is signed in
 */
export function useDraft(view: CaseView, person: string, seenAt: number): Draft {
  const { id } = view;
  const [start] = useState(() => {
    const copies = leftAt(localStorage, placeOf(person, id));
    return { ...beginning(copies, view.draft), keys: copies.map(({ key }) => key), tab: crypto.randomUUID() };
  });
  const key = placeOf(person, id) + start.tab;
  const [form, setForm] = useState<Form>(start.written.form);
  const [differences, setDifferences] = useState<Differences | null>(start.differences);
  const [kept, setKept] = useState(true);
  const [saving, happen] = useReducer(afterwards, UNCHANGED);
  const written = useRef<Written>(start.written);

  const put = useCallback(
    (next: Written) => {
      written.current = next;
      setForm(next.form);
      if (next.form === next.base) forget(localStorage, [key]);
      else setKept(keep(localStorage, key, next, Date.now()));
    },
    [key],
  );
  const save = useSaving({ caseId: id, read: () => written.current, write: put, differ: setDifferences }, happen);

  useEffect(() => {
    clearOut(localStorage, Date.now());
    const { written: first, keys } = start;
    if (first.form === first.base) return forget(localStorage, keys);
    // What was left in the browser is this page's from now on.
    keep(localStorage, key, first, Date.now());
    forget(
      localStorage,
      keys.filter((one) => one !== key),
    );
    happen(start.differences ? { kind: 'contradicted' } : { kind: 'typed' });
  }, [start, key]);

  const resume = useResuming({ person, seenAt, saving, save });
  useLeaving(id, save, saving.state !== 'saved' && !kept);

  const change = useCallback(
    (next: Form) => {
      put({ ...written.current, form: next });
      happen({ kind: 'typed' });
    },
    [put],
  );
  const choose = (at: string, whose: 'mine' | 'theirs') => {
    const place = differences?.places.find((one) => one.at === at);
    if (!differences || !place) return;
    if (whose === 'theirs') put({ ...written.current, form: withValue(written.current.form, at, place.theirs) });
    const places = differences.places.filter((one) => one !== place);
    setDifferences(places.length > 0 ? { ...differences, places } : null);
    if (places.length === 0) happen({ kind: 'chosen' });
  };
  return { form, saving, differences, rescuedAt: start.rescuedAt, kept, change, choose, save, resume };
}

type Happen = (happening: Parameters<typeof afterwards>[1]) => void;

/** One save at a time: who asks for another while one is under way gets the next one. */
function useSaving(page: Page, happen: Happen): () => Promise<number> {
  const latest = useRef(page);
  useEffect(() => {
    latest.current = page;
  });
  const running = useRef<Promise<number> | null>(null);
  return useCallback(async () => {
    await running.current?.catch(() => undefined);
    const { form, base, version } = latest.current.read();
    if (form === base) return version;
    happen({ kind: 'sent' });
    running.current = bring(latest.current).then(
      (saved) => {
        const now = latest.current.read();
        happen({ kind: 'taken', at: Date.now(), more: now.form !== now.base });
        return saved;
      },
      (error: unknown) => {
        happen(error instanceof Contradicted ? { kind: 'contradicted' } : { kind: 'failed', error });
        throw error;
      },
    );
    return running.current.finally(() => {
      running.current = null;
    });
  }, [happen]);
}

interface Interrupted {
  readonly person: string;
  readonly seenAt: number;
  readonly saving: Saving;
  readonly save: () => Promise<number>;
}

/** Saves when it is time to, and goes on by itself where that is possible: the network is back, the person has signed in beside the page. */
function useResuming({ person, seenAt, saving, save }: Interrupted): () => void {
  const { state } = saving;
  const wait = waitBefore(saving);
  useEffect(() => {
    if (wait === null) return undefined;
    const timer = setTimeout(() => void save().catch(() => undefined), wait);
    return () => clearTimeout(timer);
  }, [wait, saving, save]);
  const resume = useCallback(() => {
    const go = async () => {
      // Whoever has signed in since may be somebody else, and must not sign for what this person has typed.
      if (state !== 'signed-out' || (await ask<MeView>('GET', 'me')).person === person) await save();
    };
    void go().catch(() => undefined);
  }, [state, person, save]);
  useEffect(() => {
    if (state !== 'offline' && state !== 'down' && state !== 'signed-out') return undefined;
    window.addEventListener('online', resume);
    window.addEventListener('focus', resume);
    return () => {
      window.removeEventListener('online', resume);
      window.removeEventListener('focus', resume);
    };
  }, [state, resume]);
  useEffect(() => {
    if (state === 'signed-out') resume();
  }, [seenAt, state, resume]);
  return resume;
}

/** Leaving for another page saves what is left; leaving the application asks first where nothing at all would be kept. */
function useLeaving(caseId: string, save: () => Promise<number>, asks: boolean): void {
  const queries = useQueryClient();
  useEffect(
    () => () => {
      void save()
        .catch(() => undefined)
        .then(() => queries.invalidateQueries({ queryKey: ['case', caseId] }));
    },
    [queries, caseId, save],
  );
  useEffect(() => {
    if (!asks) return undefined;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [asks]);
}
