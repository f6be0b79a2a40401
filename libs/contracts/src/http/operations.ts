import { URGENCIES } from '@vermilion/domain';
import { z } from 'zod';
import { UrgencyCounts } from './board.js';
import { Bilingual, CaseId, InstantText, Organisation, StageRef } from './words.js';

const figure = z.number().int();
const seconds = z.number().meta({ description: 'Seconds; 0 when nothing waits' });

/** The ages of cases are counted in these steps, in days since they came to their stage; the last has no end. */
export const AGE_STEPS = [3, 6, 11, 21] as const;

/** What is under way: how old, with whom, how near to its limit. */
export const StandingView = z
  .object({
    asOf: InstantText,
    running: figure,
    counts: UrgencyCounts,
    ages: z.array(
      z.object({
        procedure: z.string(),
        stage: StageRef,
        counts: z.array(figure).meta({ description: 'By the steps 0–2, 3–5, 6–10, 11–20, from 21 days' }),
        oldest: figure.meta({ description: 'Days of the one that has been there longest' }),
      }),
    ),
    heat: z.array(z.object({ office: Organisation, stage: StageRef, counts: UrgencyCounts })).meta({
      description: 'By the office that holds the cases, and the stage',
    }),
    pressing: z
      .array(
        z.object({
          caseId: CaseId,
          workshopName: z.string().nullable(),
          stage: StageRef,
          office: Organisation.nullable(),
          dueAt: InstantText.nullable(),
          urgency: z.enum(URGENCIES),
        }),
      )
      .meta({ description: 'The most urgent ones; how many there are in all, `counts` says' }),
  })
  .meta({ id: 'OperationsStanding' });

/** How far what follows the ledger is behind it. */
export const FlowView = z
  .object({
    outbox: z.object({ rows: figure, age: seconds }),
    due: z.object({ age: seconds.meta({ description: 'Business time since the oldest date that is not recorded' }) }),
    workflows: z.object({ behind: figure }),
    consumers: z.array(
      z.object({
        consumer: z.string(),
        waiting: figure.meta({ description: 'Facts that it has not taken up yet' }),
        parked: figure.meta({ description: 'Keys that wait behind a message which it could not process' }),
        lastAt: InstantText.nullable().meta({ description: 'When it took up a fact last; machine time' }),
      }),
    ),
    deliveries: z.object({ pending: figure, sent: figure, failed: figure }),
    openIncidents: figure,
  })
  .meta({ id: 'OperationsFlow' });

export const DELIVERY_STATES = ['written', 'pending', 'sent', 'failed'] as const;

/** Who was told of what, on which way, and whether it has arrived. No address; experts are not listed. */
export const ToldList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        what: Bilingual,
        caseId: CaseId.nullable(),
        recipient: Organisation,
        channel: z.enum(['inbox', 'mail']),
        state: z.enum(DELIVERY_STATES),
        attempts: figure,
        eventAt: InstantText.meta({ description: 'Business instant of the fact' }),
        recordedAt: InstantText.meta({ description: 'Machine time: sent, written, or tried next' }),
      }),
    ),
  })
  .meta({ id: 'ToldList' });

export const ToldQuery = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export type StandingView = z.infer<typeof StandingView>;
export type FlowView = z.infer<typeof FlowView>;
export type ToldList = z.infer<typeof ToldList>;
export type ToldQuery = z.infer<typeof ToldQuery>;
