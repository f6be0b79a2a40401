import { z } from 'zod';
import { Bilingual, DateOnly, Holder, InstantText, Organisation, PlainText } from './words.js';

/** One due date with the whole calculation behind it, in words and day by day: clause, start, each day counted or skipped and why, pauses, extension. */
export const DeadlineView = z
  .object({
    id: z.string(),
    limit: z.string().meta({ description: 'The running limit of the case; `round/<date>` for a date of its round' }),
    of: z.string().meta({ description: 'What the limit measures: stage, correction, deferral, objection, round …' }),
    title: Bilingual,
    rung: z.string(),
    dueAt: InstantText,
    recordedAt: InstantText.nullable().meta({ description: 'When it was fired; null while it runs' }),
    provisional: z.boolean().meta({ description: 'Crosses a year whose holidays are not published yet' }),
    basis: Bilingual.meta({ description: 'The rule behind the limit' }),
    words: Bilingual.meta({ description: 'The calculation as a sentence' }),
    derivation: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Deadline' });
export const DeadlineList = z
  .object({
    items: z.array(DeadlineView),
    waiting: Bilingual.nullable().meta({ description: 'Why no limit of the stage runs, where none does' }),
  })
  .meta({ id: 'DeadlineList' });

/** Whose time ran from when; each span ends where the next begins. */
export const HolderSpan = z
  .object({ from: InstantText, until: InstantText.nullable(), holder: Holder.nullable(), seq: z.number().int() })
  .meta({ id: 'HolderSpan' });
/** How long one holder had the case in all; null: nobody, between an end and what came after it. */
export const HolderTotal = z
  .object({ kind: Holder.shape.kind.nullable(), organisation: Organisation.nullable(), milliseconds: z.number().int() })
  .meta({ id: 'HolderTotal' });
export const HolderList = z
  .object({
    items: z.array(HolderSpan),
    totals: z.array(HolderTotal),
    whole: z
      .object({ from: InstantText, until: InstantText, milliseconds: z.number().int() })
      .nullable()
      .meta({ description: 'The time of the case until its end or now: the sum of the totals' }),
  })
  .meta({ id: 'HolderList' });

const noticedDay = z.strictObject({
  date: DateOnly,
  kind: z.enum(['holiday', 'make-up']),
  name: PlainText.trim().min(1).max(40),
});

/** A year of holidays and make-up days as 国务院办公厅 announces it. */
export const PublishCalendar = z
  .strictObject({
    year: z.number().int().min(2000).max(2100),
    source: PlainText.trim().min(5).max(300).meta({ description: 'The notice: title and number' }),
    days: z.array(noticedDay).max(200),
    corrects: z.boolean().default(false).meta({ description: 'Takes the place of what was published for the year' }),
  })
  .meta({ id: 'PublishCalendar' });
export const CalendarPublished = z
  .object({
    year: z.number().int(),
    version: z.number().int(),
    days: z.number().int(),
    casesBehind: z.number().int().meta({ description: 'Cases whose dates the keepers are now looking through' }),
  })
  .meta({ id: 'CalendarPublished' });
export const CalendarView = z
  .object({
    version: z.number().int(),
    years: z.array(z.object({ year: z.number().int(), source: z.string() })),
    editions: z.array(
      z.object({
        version: z.number().int(),
        year: z.number().int(),
        source: z.string(),
        on: DateOnly,
        correction: z.boolean(),
      }),
    ),
    casesBehind: z.number().int(),
  })
  .meta({ id: 'Calendar' });

/** The business clock of the installation. */
export const ClockView = z
  .object({
    mode: z.enum(['manual', 'real']),
    now: InstantText,
    target: InstantText.nullable(),
    waitingFor: z.array(z.string()).meta({ description: 'What must be recorded before the clock moves on' }),
  })
  .meta({ id: 'BusinessClock' });

/** Moves a manual clock: to an instant or a date, or by an amount such as `5wd` (working days), `3d`, `12h`. */
export const MoveClock = z
  .strictObject({
    to: z.union([InstantText, DateOnly]).optional(),
    by: z
      .string()
      .regex(/^[1-9][0-9]{0,3}(wd|d|h)$/)
      .optional(),
  })
  .refine((move) => (move.to === undefined) !== (move.by === undefined), { message: 'either to or by', path: ['to'] })
  .meta({ id: 'MoveClock', example: { by: '5wd' } });

export type DeadlineList = z.infer<typeof DeadlineList>;
export type HolderList = z.infer<typeof HolderList>;
export type CalendarView = z.infer<typeof CalendarView>;
export type PublishCalendar = z.infer<typeof PublishCalendar>;
export type CalendarPublished = z.infer<typeof CalendarPublished>;
export type DeadlineView = z.infer<typeof DeadlineView>;
export type HolderSpan = z.infer<typeof HolderSpan>;
export type ClockView = z.infer<typeof ClockView>;
export type MoveClock = z.infer<typeof MoveClock>;
