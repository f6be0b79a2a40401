import type { ProcedureBook } from '@vermilion/catalogue';
import type { Person } from '@vermilion/domain';
import { businessNow } from '../core/business-clock.js';
import { dateTitles } from '../core/title-dates.js';
import type { Ledger } from '../ledger.js';
import { enterLedgerScope, type Session } from '../session.js';
import { GRADES, keepsRegisters, titlesGiven, type RegisterName } from './columns.js';
import { enterBars, enterCredit, enterTitles } from './enter.js';
import { fault, firmIn, keyIn, rowFaults, textIn, type ImportRow, type RowFault } from './row-faults.js';

/** A workbook that could be read, and who brings it. */
export interface RegisterUpload {
  readonly register: RegisterName;
  /** The fingerprint of the file: the same file counts once. */
  readonly sha256: string;
  readonly rows: readonly ImportRow[];
  readonly person: Person;
}

export type ImportOutcome =
  { readonly kind: 'not-permitted' } | { readonly kind: 'faulty'; readonly faults: readonly RowFault[] } | Imported;

/** The file was taken in; `replayed`: it had been before, and nothing has changed. */
export interface Imported {
  readonly kind: 'imported';
  readonly id: string;
  readonly rows: number;
  readonly replayed: boolean;
}

/**
 * Takes a whole workbook into a register, or none of it: new entries are added, known ones replaced, none removed. Who brought which file
 * is written beside. What a case has decided (an award, a revocation, its bar period) no upload changes.
 */
export function importRegister(ledger: Ledger, book: ProcedureBook, upload: RegisterUpload): Promise<ImportOutcome> {
  return ledger.write(upload.person, async (session) => {
    if (!keepsRegisters(book, upload.person)) return { kind: 'not-permitted' };
    enterLedgerScope(session);
    const known = await knownFile(session, upload);
    if (known) return known;
    const faults = [
      ...rowFaults(upload.register, upload.rows),
      ...(await KNOWN[upload.register](session, upload.rows)),
    ];
    if (faults.length > 0) return { kind: 'faulty', faults: inOrder(faults) };
    const id = await claimFile(session, upload);
    if (id === null) return replayOf(await knownFile(session, upload));
    await ENTER[upload.register](session, upload.rows, book);
    return { kind: 'imported', id, rows: upload.rows.length, replayed: false };
  });
}

async function knownFile(session: Session, { register, sha256 }: RegisterUpload): Promise<Imported | null> {
  const known = await session.first<{ id: string; rows: number }>(
    'SELECT id, rows FROM register_import WHERE register = $1 AND sha256 = $2',
    [register, sha256],
  );
  return known && { kind: 'imported', ...known, replayed: true };
}

function replayOf(known: Imported | null): Imported {
  if (!known) throw new Error('a file that was taken in at the same moment cannot be read');
  return known;
}

/** Who uploads the same file at the same moment waits here. @returns null when it was there first */
async function claimFile(session: Session, upload: RegisterUpload): Promise<string | null> {
  const { register, sha256, rows, person } = upload;
  const claimed = await session.first<{ id: string }>(
    `INSERT INTO register_import (register, sha256, rows, person, organisation, at, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, now()) ON CONFLICT (register, sha256) DO NOTHING RETURNING id`,
    [register, sha256, rows.length, person.person, person.organisation, await businessNow(session)],
  );
  return claimed?.id ?? null;
}

/** Faults that only the registers themselves can show. */
const KNOWN: {
  readonly [name in RegisterName]: (session: Session, rows: readonly ImportRow[]) => Promise<RowFault[]>;
} = {
  credit: () => Promise.resolve([]),
  titles: async (session, rows) => {
    const firms = await session.rows<{ organisation: string }>(
      `SELECT organisation FROM party WHERE organisation = ANY($1::text[]) AND district IS NOT NULL`,
      [rows.map(firmIn)],
    );
    const decided = await numbersIn(
      session,
      `SELECT certificate_number AS number FROM title
        WHERE certificate_number = ANY($1::text[]) AND (case_id IS NOT NULL OR review_case IS NOT NULL)`,
      rows.map((row) => keyIn('titles', row)),
    );
    const known = new Set(firms.map(({ organisation }) => organisation));
    return rows.flatMap((row) => [
      ...(known.has(firmIn(row)) ? [] : [fault(row, 'creditCode', 'unknown-firm')]),
      ...(decided.has(keyIn('titles', row)) ? [fault(row, 'certificateNumber', 'kept-by-case')] : []),
    ]);
  },
  bars: async (session, rows) => {
    const decided = await numbersIn(
      session,
      'SELECT bar AS number FROM bar WHERE bar = ANY($1::text[]) AND certificate_number IS NOT NULL',
      rows.map((row) => keyIn('bars', row)),
    );
    return rows.flatMap((row) => (decided.has(keyIn('bars', row)) ? [fault(row, 'bar', 'kept-by-case')] : []));
  },
};

async function numbersIn(session: Session, sql: string, asked: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await session.rows<{ number: string }>(sql, [asked])).map(({ number }) => number));
}

const ENTER: {
  readonly [name in RegisterName]: (
    session: Session,
    rows: readonly ImportRow[],
    book: ProcedureBook,
  ) => Promise<unknown>;
} = {
  credit: (session, rows) =>
    enterCredit(
      session,
      rows.map((row) => ({
        record: keyIn('credit', row),
        ...sourced(row),
        grade: GRADES[textIn(row, 'grade')] ?? 'severe',
        what: textIn(row, 'what'),
        from: textIn(row, 'from'),
        until: optionalIn(row, 'until'),
        repairedOn: optionalIn(row, 'repairedOn'),
      })),
      'replaced',
    ),
  titles: async (session, rows, book) => {
    await enterTitles(
      session,
      rows.map((row) => ({
        certificateNumber: keyIn('titles', row),
        ...sourced(row),
        programme: titlesGiven(book).get(textIn(row, 'programme')) ?? '',
        thing: textIn(row, 'thing'),
        awardedOn: textIn(row, 'awardedOn'),
        validUntil: textIn(row, 'validUntil'),
        documentNumber: optionalIn(row, 'documentNumber'),
      })),
      'replaced',
    );
    const numbers = rows.map((row) => keyIn('titles', row));
    // A day that was written down for another end of the title holds no longer.
    await session.execute(`DELETE FROM deadline WHERE owner = ANY($1::text[]) AND recorded_at IS NULL`, [
      numbers.map((number) => `title:${number}`),
    ]);
    await dateTitles(session, book, numbers);
  },
  bars: (session, rows) =>
    enterBars(
      session,
      rows.map((row) => ({
        bar: keyIn('bars', row),
        ...sourced(row),
        ground: textIn(row, 'ground'),
        from: textIn(row, 'from'),
        until: textIn(row, 'until'),
      })),
    ),
};

function sourced(row: ImportRow) {
  return { organisation: firmIn(row), source: textIn(row, 'source'), asOf: textIn(row, 'asOf') };
}

function optionalIn(row: ImportRow, key: string): string | null {
  const text = textIn(row, key);
  return text === '' ? null : text;
}

function inOrder(faults: readonly RowFault[]): RowFault[] {
  return [...faults].sort((a, b) => a.row - b.row);
}
