import { z } from 'zod';
import data from './data/paper-words.json' with { type: 'json' };
import { once } from './once.js';

const words = z.string().min(1);

const decision = z.strictObject({ paper: words, matter: words, decision: words });

const programme = z.strictObject({
  name: words,
  award: z
    .strictObject({
      title: words,
      supplementaryTitle: words,
      recipients: words,
      paragraphs: z.array(words).min(1),
      listTitle: words,
    })
    .nullable(),
  summary: z.strictObject({ title: words, note: words }).nullable(),
  improvement: z.strictObject({ controlled: words, networked: words }).nullable(),
});

const file = z.strictObject({
  issuers: z.record(z.string(), words),
  basis: words,
  remedy: z.strictObject({ appeal: words, statutory: words }),
  decisions: z.strictObject({
    'not-accepted': decision,
    refused: decision,
    'not-recommended': decision,
    'nursery-list': decision,
    revoked: decision,
  }),
  programmes: z.record(z.string(), programme),
});

/**
 * The Chinese words of official papers; `{...}` is filled in. `issuers` are the full names in which organs issue papers; `programmes` go by
 * the id of the procedure, and have no award or summary where none is made, and no
 * improvement where no gate asks for one.
 */
export type PaperWords = z.infer<typeof file>;

/** The words of all papers. Papers are official documents: Chinese alone. */
export const paperWords: () => PaperWords = once(() => file.parse(data));
