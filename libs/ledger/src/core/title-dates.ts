import type { ProcedureBook } from '@vermilion/catalogue';
import type { Procedure } from '@vermilion/domain';
import type { Session } from '../session.js';
import { stepOf, type Move } from './move.js';
import { titleStream } from './projection/project-titles.js';
import { DUE_SHARDS, shardOf } from './shard.js';

/** The newest procedure that examines the titles of a programme again; null when nothing does. */
export function reviewOf(book: ProcedureBook, programme: string): Procedure | null {
  const reviews = [...book.values()].filter(({ reexamines }) => reexamines?.of === programme);
  return reviews.sort((a, b) => b.version - a.version)[0] ?? null;
}

/** Dates the next re-examination of the titles that a move has given or renewed. */
export async function dateTitlesOf(session: Session, book: ProcedureBook, move: Move): Promise<void> {
  const given = stepOf(move, 'award.issued')?.event.data ?? stepOf(move, 'title.renewed')?.event.data;
  if (given) await dateTitles(session, book, [given.certificateNumber]);
}

/**
 * Writes the day on which each title is to be examined again, as a due row of its own: so many natural days before the title's last day, at
 * 0:00. A title whose day is known keeps its row; one that was taken away or is under review gets none.
 * @param only the certificates in question; null for all
 */
export async function dateTitles(session: Session, book: ProcedureBook, only: readonly string[] | null): Promise<void> {
  const programmes = new Set([...book.values()].map(({ id }) => id));
  for (const programme of programmes) {
    const review = reviewOf(book, programme);
    if (review?.reexamines) await dateTitlesFor(session, review, review.reexamines, only);
  }
}

async function dateTitlesFor(
  session: Session,
  { obligation }: Procedure,
  { of, opensBefore }: NonNullable<Procedure['reexamines']>,
  only: readonly string[] | null,
): Promise<void> {
  const titles = await session.rows<{ certificate_number: string; valid_until: string }>(
    `SELECT certificate_number, valid_until FROM title
      WHERE programme = $1 AND revoked_on IS NULL AND (reviewed_from IS NULL OR reviewed_until IS NOT NULL)
        AND ($2::text[] IS NULL OR certificate_number = ANY($2))`,
    [of, only],
  );
  const owners = titles.map((title) => titleStream(title.certificate_number));
  session.later(
    `INSERT INTO deadline AS d (owner, ref, kind, rung, due_at, provisional, obligation, shard)
     SELECT owner, 're-examination:' || until, 'limit', 'lapse', (until::date - $1::int)::timestamp AT TIME ZONE 'Asia/Shanghai',
            false, $2, shard
       FROM unnest($3::text[], $4::text[], $5::smallint[]) AS t(owner, until, shard)
     ON CONFLICT (owner, ref) DO NOTHING`,
    [
      opensBefore,
      obligation,
      owners,
      titles.map((title) => title.valid_until),
      owners.map((owner) => shardOf(owner, DUE_SHARDS)),
    ],
  );
}
