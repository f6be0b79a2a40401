import { URGENCIES } from '@vermilion/domain';
import { z } from 'zod';
import {
  Bilingual,
  CaseId,
  InstantText,
  Organisation,
  OrganisationId,
  PageQuery,
  PersonId,
  PlainText,
  RoleName,
  StageRef,
  pageOf,
} from './words.js';

/** Who must act now on what. Of a colleague's claim only this is said: that there is one. */
export const TaskView = z
  .object({
    id: z.string(),
    caseId: CaseId,
    procedure: z.object({ id: z.string(), version: z.number().int(), title: Bilingual }),
    district: z.object({ id: z.string(), name: Bilingual }),
    seq: z
      .number()
      .int()
      .meta({ description: 'The version of the case as listed: what a decision from the list is based on' }),
    kind: z.string(),
    stage: StageRef.nullable(),
    organisation: Organisation.nullable(),
    role: z.string(),
    applicant: Organisation,
    workshopName: z.string().nullable(),
    dueAt: InstantText.nullable(),
    overdue: z.boolean(),
    openedAt: InstantText,
    claimed: z.enum(['no', 'mine', 'colleague']),
  })
  .meta({ id: 'Task' });
export const TaskPage = pageOf('TaskPage', TaskView);

/**
 * `mine`: claimed by me. `group`: my office's and nobody's yet. `due`: both (the default). `colleague`: claimed by a colleague of mine.
 */
const scope = z.enum(['due', 'mine', 'group', 'colleague']).default('due');
const filter = {
  scope,
  stage: PlainText.max(60).optional(),
  procedure: PlainText.max(80).optional(),
  district: PlainText.max(20).optional(),
  urgency: z.enum(URGENCIES).optional(),
  search: PlainText.max(60)
    .optional()
    .meta({ description: "Part of the case's number, the workshop's or the firm's name" }),
};

/** Which tasks, and by what they are sorted: the most urgent, the longest waiting, or the newest first. */
export const TaskQuery = PageQuery.extend({ ...filter, sort: z.enum(['due', 'waiting', 'newest']).default('due') });

/** Which tasks are counted. */
export const TaskCountQuery = z.strictObject(filter);

const part = z.object({ id: z.string(), name: Bilingual, tasks: z.number().int() });
export const TaskCounts = z
  .object({
    total: z.number().int(),
    byUrgency: z.record(z.enum(URGENCIES), z.number().int()),
    stages: z.array(part),
    procedures: z.array(part),
    districts: z.array(part),
  })
  .meta({ id: 'TaskCounts', description: 'Counts over the tasks that the same filter lists' });

export const TaskId = PlainText.min(3).max(200);
export const NotificationId = z.string().regex(/^[0-9]{1,18}$/);

export const ClaimTask = z
  .strictObject({ claim: z.boolean().default(true) })
  .meta({ id: 'ClaimTask', description: 'false releases it' });

export const NotificationView = z
  .object({
    id: z.string(),
    kind: z.string(),
    caseId: CaseId.nullable(),
    title: Bilingual,
    body: Bilingual,
    items: z.array(z.record(z.string(), z.unknown())),
    instant: InstantText,
    readAt: InstantText.nullable(),
  })
  .meta({ id: 'Notification' });
export const NotificationPage = pageOf('NotificationPage', NotificationView)
  .extend({ unread: z.number().int() })
  .meta({ id: 'Inbox' });
export const NotificationQuery = PageQuery.extend({ unread: z.stringbool().optional() });

/** Everything up to this message has been seen: what came since stays unread. */
export const ReadMessages = z.strictObject({ upTo: NotificationId }).meta({ id: 'ReadMessages' });

/** In which of the own memberships a browser's session goes on. */
export const ChooseMembership = z
  .strictObject({ organisation: OrganisationId, role: RoleName })
  .meta({ id: 'ChooseMembership' });

/** Who I am here: the memberships among which I choose, and the one in which this request was made. */
export const MeView = z
  .object({
    person: PersonId,
    acting: z.object({ organisation: Organisation, role: RoleName }).nullable(),
    memberships: z.array(z.object({ organisation: Organisation, role: RoleName })),
  })
  .meta({ id: 'Me' });

/** What is held of me, in the membership in which I ask (个人信息保护法 art. 45). Whoever has several asks once in each. */
export const MyData = MeView.extend({
  messages: z.array(NotificationView).meta({ description: 'Inbox of the organisation in which I act' }),
  acts: z
    .array(
      z.object({
        at: InstantText.meta({ description: 'Machine time' }),
        events: z.array(
          z.object({
            id: z.string(),
            type: z.string(),
            words: z
              .unknown()
              .meta({ description: 'What I wrote with it; null when erased, or no longer mine to read' }),
          }),
        ),
      }),
    )
    .meta({ description: 'What I did in the last 90 days; older acts stand in the histories of the cases' }),
}).meta({ id: 'MyData' });

export type TaskView = z.infer<typeof TaskView>;
export type TaskQuery = z.infer<typeof TaskQuery>;
export type TaskCountQuery = z.infer<typeof TaskCountQuery>;
export type TaskCounts = z.infer<typeof TaskCounts>;
export type ClaimTask = z.infer<typeof ClaimTask>;
export type NotificationView = z.infer<typeof NotificationView>;
export type NotificationQuery = z.infer<typeof NotificationQuery>;
export type ReadMessages = z.infer<typeof ReadMessages>;
export type ChooseMembership = z.infer<typeof ChooseMembership>;
export type MyData = z.infer<typeof MyData>;
export type MeView = z.infer<typeof MeView>;
