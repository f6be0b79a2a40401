import { canonicalText, type Secret } from '@vermilion/domain';
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
  /** Destroys the key of a subject: all that it covers is unreadable for ever, and the chain of the events still holds. */
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
    await session.execute('INSERT INTO subject_key (subject, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      subject,
      seal(cipher, master, `key of ${subject}`, newKey()),
    ]);
    // Somebody else may have been faster: the key is what stands there.
    const made = await wrapped(session, subject);
    if (!made) throw new Error('a subject key vanished while it was made');
    return unwrap(subject, made.wrapped);
  };

  return {
    async store(session, { eventId, caseId, secret }) {
      const key = await keyOf(session, secret.subject);
      await session.execute(
        'INSERT INTO private_payload (event_id, case_id, subject, ciphertext) VALUES ($1, $2, $3, $4)',
        [eventId, caseId, secret.subject, seal(cipher, key, eventId, Buffer.from(canonicalText(secret.content)))],
      );
    },
    async open(session, eventId) {
      const row = await session.first<{ subject: string; ciphertext: Buffer; wrapped: Buffer }>(
        `SELECT p.subject, p.ciphertext, k.wrapped
           FROM private_payload p JOIN subject_key k ON k.subject = p.subject WHERE p.event_id = $1`,
        [eventId],
      );
      if (!row) return null;
      const clear = unseal(unwrap(row.subject, row.wrapped), eventId, row.ciphertext);
      return JSON.parse(clear.toString('utf8')) as Secret['content'];
    },
    async erase(session, subject) {
      await session.execute('DELETE FROM subject_key WHERE subject = $1', [subject]);
    },
    codeFor: (text) => codeOf(master, text),
  };
}
