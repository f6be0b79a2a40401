import { canonicalText, ERASED_WORDS, type Secret } from '@vermilion/domain';
import type { Session } from '../session.js';
import type { CipherName } from './ciphers.js';
import { codeOf, seal, unseal } from './secrets.js';
import { subjectKeys } from './subject-keys.js';

/** The secret part of an event. */
export interface EventSecret {
  readonly eventId: string;
  /** Null for what was said of a round. */
  readonly caseId: string | null;
  readonly secret: Secret;
}

/** The secret parts of events, each under the key of its subject. */
export interface SecretBox {
  /** Keeps the secrets of events. */
  store(session: Session, secrets: readonly EventSecret[]): Promise<void>;
  /** The secret of an event; null when there is none, the actor may not read it, or its subject has been erased. */
  open(session: Session, eventId: string): Promise<Secret['content'] | null>;
  /** The same for whoever reads: what was erased is read as such, with each word that a page or a paper asks for. */
  read(session: Session, eventId: string): Promise<Secret['content'] | null>;
  /** Takes out the words of a subject and destroys its key: unreadable for ever, wherever a copy lies, and the chain of the events still holds. */
  erase(session: Session, subject: string): Promise<void>;
  /** A code that only this installation can make of a text, the same each time: what somebody without an account is known by. */
  codeFor(text: string): string;
}

/**
 * @param master wraps the subjects' keys; it never reaches the database.
 * @param cipher for what is stored from now on; what another has stored stays readable
 */
export function secretBox(master: Buffer, cipher: CipherName): SecretBox {
  const keys = subjectKeys(master, cipher);

  const contentOf = async (session: Session, eventId: string): Promise<Secret['content'] | 'erased' | null> => {
    const row = await session.first<{ subject: string; ciphertext: Buffer; wrapped: Buffer | null }>(
      `SELECT p.subject, p.ciphertext, k.wrapped
         FROM private_payload p LEFT JOIN subject_key k ON k.subject = p.subject WHERE p.event_id = $1`,
      [eventId],
    );
    if (!row) return null;
    // A key that was made since opens nothing of before.
    if (row.wrapped === null || row.ciphertext.length === 0) return 'erased';
    const clear = unseal(keys.unwrap(row.subject, row.wrapped), eventId, row.ciphertext);
    return JSON.parse(clear.toString('utf8')) as Secret['content'];
  };

  return {
    async store(session, secrets) {
      if (secrets.length === 0) return;
      const known = await keys.of(session, [...new Set(secrets.map(({ secret }) => secret.subject))]);
      const sealed = ({ eventId, secret }: EventSecret): Buffer => {
        const key = known.get(secret.subject);
        if (!key) throw new Error('a subject key vanished while it was made');
        return seal(cipher, key, eventId, Buffer.from(canonicalText(secret.content)));
      };
      session.later(
        `INSERT INTO private_payload (event_id, case_id, subject, ciphertext)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[])`,
        [
          secrets.map(({ eventId }) => eventId),
          secrets.map(({ caseId }) => caseId),
          secrets.map(({ secret }) => secret.subject),
          secrets.map(sealed),
        ],
      );
    },
    open: async (session, eventId) => {
      const content = await contentOf(session, eventId);
      return content === 'erased' ? null : content;
    },
    read: async (session, eventId) => {
      const content = await contentOf(session, eventId);
      return content === 'erased' ? ERASED_WORDS : content;
    },
    async erase(session, subject) {
      await session.execute(`UPDATE private_payload SET ciphertext = '' WHERE subject = $1`, [subject]);
      await session.execute('DELETE FROM subject_key WHERE subject = $1', [subject]);
    },
    codeFor: (text) => codeOf(master, text),
  };
}
