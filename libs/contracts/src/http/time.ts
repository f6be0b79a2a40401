import { z } from 'zod';
import { DateOnly, Holder, InstantText } from './words.js';

/** One due date with the whole calculation behind it: clause, start, each day counted or skipped and why, pauses. */
export const DeadlineView = z
  .object({
    id: z.string(),
    limit: z.string(),
    rung: z.string(),
    dueAt: InstantText,
    recordedAt: InstantText.nullable().meta({ description: 'When it was fired; null while it runs' }),
    provisional: z.boolean().meta({ description: 'Crosses a year whose holidays are not published yet' }),
    derivation: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Deadline' });
export const DeadlineList = z.object({ items: z.array(DeadlineView) }).meta({ id: 'DeadlineList' });

/** Whose time ran from when; each span ends where the next begins. */
export const HolderSpan = z
  .object({ from: InstantText, until: InstantText.nullable(), holder: Holder.nullable(), seq: z.number().int() })
  .meta({ id: 'HolderSpan' });
export const HolderList = z.object({ items: z.array(HolderSpan) }).meta({ id: 'HolderList' });

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

export type DeadlineView = z.infer<typeof DeadlineView>;
export type HolderSpan = z.infer<typeof HolderSpan>;
export type ClockView = z.infer<typeof ClockView>;
export type MoveClock = z.infer<typeof MoveClock>;
