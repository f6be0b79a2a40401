export { connect } from './connection.js';
export type { Connection } from './connection.js';
export { businessNow, readClock, setTarget, type ClockReading } from './core/business-clock.js';
export { instantOf } from './core/instant.js';
export { DUE_SHARDS, shardOf } from './core/shard.js';
export type { EngineRequest } from './core/transact-together.js';
export type { RoundOutcome, RoundReceipt, RoundRequest, TransactOutcome, TransactRequest } from './core/request.js';
export { seedCalendarInto, seedClock, seedCreditAndTitles, seedRegisters } from './core/seeding.js';
export { verifyChain } from './core/verify-chain.js';
export { verifyLedger } from './reading/verify-ledger.js';
export type { CipherName } from './core/ciphers.js';
export { openLedger, type Ledger } from './ledger.js';
export { migrate, pendingSchemaChanges } from './migrations/run.js';
export type { Session } from './session.js';
export { caseDesk } from './due/case-desk.js';
export { roundDesk, type RoundAsRead, type RoundDesk } from './due/round-desk.js';
export type {
  CaseDesk,
  ClockStep,
  DueBook,
  DueRung,
  Incident,
  IncidentBook,
  MissedInstant,
  Outlook,
  RungOf,
  RungOutcome,
  RungReport,
  ShardRange,
  UnresolvedCase,
} from './due/due-book.js';
export { incidentBook } from './due/incidents.js';
export { openDueBook } from './due/open-due-book.js';
export { takeFromInbox } from './notices/consumer-inbox.js';
export { calendarEditions, publishCalendarYear, type CalendarYear, type Publication } from './core/publish-calendar.js';
export { dueInstantOf, eventsInCase, expertsBehind, type EventInCase } from './notices/case-at.js';
export { casesBehind, isBehind, type CaseBehind } from './notices/behind.js';
export { eventsInRound, openCasesByStage } from './notices/round-at.js';
export {
  claimDeliveries,
  ORDERED_ATTEMPTS,
  recordDeliveries,
  type DeliveryOutcome,
  type DueDelivery,
} from './notices/deliveries.js';
export {
  keepParked,
  parkKey,
  parkedKeysAmong,
  releaseKey,
  releaseRequests,
  requestRelease,
} from './notices/parked-keys.js';
export { webhookSecrets, type WebhookSecrets } from './webhooks/secret.js';
export {
  claimWebhooks,
  recordWebhook,
  releaseWebhook,
  type DueEvent,
  type DueWebhook,
  type WebhookOutcome,
} from './webhooks/sending.js';
export {
  createWebhook,
  disableWebhook,
  listWebhooks,
  rotateWebhook,
  testWebhook,
  type Webhook,
  type WebhookRefusal,
} from './webhooks/set-up.js';
export { tellWebhooks, type WebhookNews } from './webhooks/tell.js';
export { writeNotification, writeNotifications, type NotificationDraft } from './notices/write-notification.js';
export { openOutbox, type Outbox } from './outbox/outbox.js';
export { putIntoOutbox } from './outbox/put.js';
export { OUTBOX_SHARDS } from './outbox/shard.js';
export { awardByCertificate, type AwardEntry } from './reading/awards.js';
export {
  caseById,
  casesOfRound,
  countCases,
  listCases,
  type CaseEntry,
  type CaseFilter,
  type CaseRecord,
  type CaseTally,
} from './reading/cases.js';
export { deadlinesOf, type DeadlineEntry } from './reading/deadlines.js';
export { deliveriesOf, type DeliveryEntry } from './reading/deliveries.js';
export {
  attachDocument,
  documentById,
  documentsOf,
  pathsKnown,
  type DocumentEntry,
  type NewDocument,
} from './reading/documents.js';
export { draftOf, saveDraft, type DraftEntry } from './reading/drafts.js';
export { drawOf, procedureOf, type DrawRecord } from './reading/draws.js';
export { eventsOf, eventsOfRound, streamOf, type EventEntry } from './reading/events.js';
export { holdersOf, type HolderSpan } from './reading/holders.js';
export { listIncidents, type IncidentEntry } from './reading/incidents.js';
export { keepsRegisters, REGISTERS, registerFields, type RegisterName } from './registers/columns.js';
export { importRegister, type ImportOutcome } from './registers/import-register.js';
export {
  importsOf,
  listRegister,
  listRevocations,
  titleByNumber,
  type RegisterEntry,
  type RegisterImportEntry,
  type TitleRecord,
} from './registers/read.js';
export { resumeSuspended, type Resumption } from './registers/resume-suspended.js';
export { firmIn, type ImportRow, type RowFault } from './registers/row-faults.js';
export { measureLag, type Lag } from './reading/lag.js';
export { measureFlow, type ConsumerFlow, type FollowerFlow } from './reading/flow.js';
export { newestInRound, type Happening } from './reading/newest-events.js';
export { toldLast, type Told } from './reading/told.js';
export { casesUnderWay, type CaseUnderWay } from './reading/under-way.js';
export { listActs, recordAct, type Act } from './administration/acts.js';
export { listContactLooks, recordContactLook } from './administration/contact-looks.js';
export {
  askForErasure,
  confirmErasure,
  listErasures,
  type Erasure,
  type ErasureRefusal,
} from './administration/erasures.js';
export {
  giveMembership,
  listMembers,
  signOutPerson,
  withdrawMembership,
  type AppointmentRefusal,
} from './administration/members.js';
export { standingsOf, type Credential, type Membership, type Standing } from './reading/members.js';
export { hearFromNow, newsFor, type News } from './reading/news.js';
export { actsOf, type OwnAct } from './reading/own-acts.js';
export {
  countUnread,
  listNotifications,
  markRead,
  markReadUpTo,
  newestNotification,
  notificationsNumbered,
  notificationsSince,
  type NotificationEntry,
} from './reading/notifications.js';
export {
  entriesOf,
  noticeOfCase,
  objectionById,
  objectionsOf,
  publicNotice,
  publicNotices,
  type NoticeEntry,
  type ObjectionEntry,
  type PublicEntry,
} from './reading/objections.js';
export { organisationsNamed, type NamedOrganisation } from './reading/organisations.js';
export { CursorError, type Page, type PageAsked } from './reading/page.js';
export { panelComments, type PanelComment } from './reading/panel-comments.js';
export { roundStanding, type PendingWork, type RoundStanding } from './reading/round-standing.js';
export {
  roundById,
  rounds,
  roundsBehind,
  type RoundBehind,
  type RoundEntry,
  type RoundRecord,
} from './reading/rounds.js';
export { seatsByExpert, type SeatOfCase } from './reading/seats.js';
export {
  colleaguesOf,
  putStandIn,
  standInsOf,
  withdrawStandIn,
  type Colleague,
  type Leave,
  type StandIn,
} from './reading/stand-ins.js';
export { claimTask, listTasks, tallyTasks, type TaskEntry, type TaskTally } from './reading/tasks.js';
export { tokenOf } from './core/facts/panel.js';
export { roundStepOffice, stepFacts, type ReadCase } from './core/facts/steps.js';
export { clockWaitsFor } from './reading/clock-waits.js';
export {
  abandonedUploads,
  advanceUpload,
  attachUploaded,
  dropUpload,
  openUpload,
  uploadById,
  uploadsKnown,
  uploadsOf,
  type NewUpload,
  type UploadEntry,
} from './reading/uploads.js';
export {
  chooseMembership,
  endWebSession,
  signOutEverywhere,
  openWebSession,
  touchWebSession,
  webSessionOf,
  type WebSession,
} from './reading/web-sessions.js';
export { streamNamed, verifyStreams, type Verification } from './reading/verification.js';
export { AnchorsDiffer, appendAnchors, readAnchorFile } from './anchors/anchor-file.js';
export { anchorAt, listAnchors, type AnchorWithProof } from './anchors/reading.js';
export { readSigningKeys, type SigningKeys } from './anchors/signing-keys.js';
export type { Anchor } from './anchors/statement.js';
export { isMyTurn, takeAnchor, type Taken } from './anchors/take-anchor.js';
export { verifyAnchors, type AnchorReport } from './anchors/verify-anchors.js';
export { removeExpired } from './retention/remove-expired.js';
