import { canonicalText, ERASED_WORDS, type Secret } from '@vermilion/domain';
import type { Session } from '../session.js';
import type { CipherName } from './ciphers.js';
import { codeOf, newKey, seal, unseal } from './secrets.js';

/** The secret parts of events, each under the key of its subject. */
export interface SecretBox {
  /** Keeps the secret of an event of the case; `caseId` is null for what was said of a round. */
  store(
    session: Session,
    secret: { readonly eventId: string; readonly caseId: string | null; readonly secret: Secret },
  ): Promise<void>;
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
  const unwrap = (subject: string, wrapped: Buffer) => unseal(master, `key of ${subject}`, wrapped);
  const wrapped = (session: Session, subject: string) =>
    session.first<{ wrapped: Buffer }>('SELECT wrapped FROM subject_key WHERE subject = $1', [subject]);

  const keyOf = async (session: Session, subject: string): Promise<Buffer> => {
    const known = await wrapped(session, subject);
    if (known) return unwrap(subject, known.wrapped);
    session.later('INSERT INTO subject_key (subject, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      subject,
      seal(cipher, master, `key of ${subject}`, newKey()),
    ]);
    // Somebody else may have been faster: the key is what stands there.
    const made = await wrapped(session, subject);
    if (!made) throw new Error('a subject key vanished while it was made');
    return unwrap(subject, made.wrapped);
  };

  const contentOf = async (session: Session, eventId: string): Promise<Secret['content'] | 'erased' | null> => {
    const row = await session.first<{ subject: string; ciphertext: Buffer; wrapped: Buffer | null }>(
      `SELECT p.subject, p.ciphertext, k.wrapped
         FROM private_payload p LEFT JOIN subject_key k ON k.subject = p.subject WHERE p.event_id = $1`,
      [eventId],
    );
    if (!row) return null;
    // A key that was made since opens nothing of before.
    if (row.wrapped === null || row.ciphertext.length === 0) return 'erased';
    const clear = unseal(unwrap(row.subject, row.wrapped), eventId, row.ciphertext);
    return JSON.parse(clear.toString('utf8')) as Secret['content'];
  };

  return {
    async store(session, { eventId, caseId, secret }) {
      const key = await keyOf(session, secret.subject);
      session.later('INSERT INTO private_payload (event_id, case_id, subject, ciphertext) VALUES ($1, $2, $3, $4)', [
        eventId,
        caseId,
        secret.subject,
        seal(cipher, key, eventId, Buffer.from(canonicalText(secret.content))),
      ]);
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
