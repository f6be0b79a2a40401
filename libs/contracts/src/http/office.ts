import { z } from 'zod';
import { DateOnly, Organisation, PersonId, RoleName } from './words.js';

const span = { from: DateOnly, until: DateOnly };

/** A leave: nobody stands in when `person` is null. */
export const StandInView = z
  .object({ id: z.string(), absent: PersonId, person: PersonId.nullable(), ...span })
  .meta({ id: 'StandIn', description: 'A leave of a colleague, and who stands in' });
export const StandInList = z.object({ items: z.array(StandInView) }).meta({ id: 'StandInList' });

/** Replaces the leaves of the same person which it touches. Left out, `absent` is the caller. */
export const PutStandIn = z
  .strictObject({ absent: PersonId.optional(), person: PersonId.nullable(), ...span })
  .refine(({ from, until }) => from <= until, { path: ['until'], error: 'not before from' })
  .meta({ id: 'PutStandIn' });

export const StandInId = z.string().regex(/^[0-9]{1,18}$/);

/** The people of the caller's own organisation, so that a colleague can be chosen. Names, the identity provider has. */
export const OfficeView = z
  .object({
    organisation: Organisation,
    members: z.array(
      z.object({
        person: PersonId,
        roles: z.array(RoleName),
        away: z.boolean().meta({ description: 'On leave today' }),
        standIn: PersonId.nullable(),
        you: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Office' });

/** The desk of the office that has the case. Who of it does what, only offices read. */
export const DeskView = z
  .object({
    urgedOn: DateOnly.nullable(),
    raised: z.boolean().meta({ description: 'The office had nobody: the one above acts in its stead' }),
    people: z
      .object({
        assignee: PersonId.nullable(),
        delegate: z.object({ person: PersonId, by: PersonId }).nullable(),
        signers: z.array(
          z.object({
            person: PersonId,
            position: z.enum(['before', 'after']),
            by: PersonId,
            status: z.enum(['waiting', 'agreed', 'disagreed']),
          }),
        ),
        decided: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'Desk' });

export type StandInView = z.infer<typeof StandInView>;
export type PutStandIn = z.infer<typeof PutStandIn>;
export type OfficeView = z.infer<typeof OfficeView>;
export type DeskView = z.infer<typeof DeskView>;
