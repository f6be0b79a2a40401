import type { Session } from '../session.js';
import type { CipherName } from './ciphers.js';
import { newKey, seal, unseal } from './secrets.js';

/** The keys under which the words of subjects lie, one for each; in the database they are wrapped. */
export interface SubjectKeys {
  /** The keys of subjects, made where there was none. */
  of(session: Session, subjects: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  unwrap(subject: string, wrapped: Buffer): Buffer;
}

/** @param master wraps the keys; it never reaches the database. */
export function subjectKeys(master: Buffer, cipher: CipherName): SubjectKeys {
  const unwrap = (subject: string, wrapped: Buffer) => unseal(master, `key of ${subject}`, wrapped);

  const known = async (session: Session, subjects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> => {
    const rows = await session.rows<{ subject: string; wrapped: Buffer }>(
      'SELECT subject, wrapped FROM subject_key WHERE subject = ANY($1)',
      [subjects],
    );
    return new Map(rows.map((row) => [row.subject, unwrap(row.subject, row.wrapped)]));
  };

  return {
    unwrap,
    async of(session, subjects) {
      const found = await known(session, subjects);
      // In one order: whoever makes several at once waits for nobody who waits for them.
      const strangers = subjects.filter((subject) => !found.has(subject)).sort();
      if (strangers.length === 0) return found;
      session.later(
        `INSERT INTO subject_key (subject, wrapped) SELECT * FROM unnest($1::text[], $2::bytea[]) ON CONFLICT DO NOTHING`,
        [strangers, strangers.map((subject) => seal(cipher, master, `key of ${subject}`, newKey()))],
      );
      // Somebody else may have been faster: the key is what stands there.
      return new Map([...found, ...(await known(session, strangers))]);
    },
  };
}
