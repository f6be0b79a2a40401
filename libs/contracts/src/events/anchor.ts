import { z } from 'zod';
import { InstantText } from '../http/words.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A signed root over the heads of the streams that have moved since the anchor before. */
export const AnchorRecord = z
  .object({
    n: z.number().int().positive().meta({ description: 'Which anchor, from 1 without a gap' }),
    at: InstantText.meta({ description: 'Machine time' }),
    leaves: z.number().int().nonnegative().meta({ description: 'How many streams have moved since the anchor before' }),
    root: hash.meta({
      description:
        'Merkle root (RFC 9162, SHA-256) over {"hash","seq","stream"} of their heads, in canonical JSON and in the order of the streams',
    }),
    previous: hash.meta({ description: 'Hash of the anchor before: SHA-256 of its signed text; zeros for the first' }),
    key: z.string().meta({ description: 'Which key signs: the first 32 digits of SHA-256 over the public key' }),
    newKey: z.object({ publicKey: z.string(), endorsement: z.string().nullable() }).nullable().meta({
      description:
        'With the first anchor of a key: the key (SubjectPublicKeyInfo, base64), and the signature of the key before over "vermilion anchor key 1", a line feed, and the key',
    }),
    signature: z.string().meta({
      description:
        'Ed25519 (base64) over "vermilion anchor 1", a line feed, and the canonical JSON of all the rest: keys in order, no white space',
    }),
  })
  .meta({ id: 'Anchor' });
export type AnchorRecord = z.infer<typeof AnchorRecord>;

/** A CloudEvents 1.0 envelope around an anchor; machine time, as the business clock has no part in it. */
export const AnchorEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.literal('/vermilion/ledger'),
  type: z.literal('vermilion.anchor.taken.v1'),
  subject: z.literal('anchor'),
  time: InstantText,
  datacontenttype: z.literal('application/json'),
  seq: z.number().int().positive(),
  data: AnchorRecord,
});

/** Wraps an anchor for publication. */
export function anchorEvent(anchor: AnchorRecord): z.infer<typeof AnchorEvent> {
  return {
    specversion: '1.0',
    id: `anchor/${anchor.n}`,
    source: '/vermilion/ledger',
    type: 'vermilion.anchor.taken.v1',
    subject: 'anchor',
    time: anchor.at,
    datacontenttype: 'application/json',
    seq: anchor.n,
    data: anchor,
  };
}
