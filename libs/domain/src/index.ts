export { contenderOf, decideRound, ROUND_COMMAND_TYPES, roundStepsOpenTo } from './round/decide-round.js';
export { standsInForRound } from './round/round-hands.js';
export type { RoundDecision } from './round/decide-round.js';
export { followingOf } from './round/following.js';
export type { Following } from './round/following.js';
export { evolveRound, replayRound } from './round/fold-round.js';
export { rankCandidates } from './round/ranking.js';
export type { Contender } from './round/ranking.js';
export { registerResultOn, thingKey } from './registers/register-check.js';
export { titleStatusOn } from './registers/title-status.js';
export type { TitleDays } from './registers/title-status.js';
export type { BarPeriod, CreditRecord, HeldTitle, RegisterEntries } from './registers/register-check.js';
export { knownResult, obstacleOf } from './round/registers.js';
export type { RegisterResult } from './round/registers.js';
export type { RoundCommand, RoundCommandType } from './round/round-command.js';
export { roundDeadlines } from './round/round-deadlines.js';
export type { DecidedRoundEvent, RecordedRound, RoundEventData, RoundEventType } from './round/round-event.js';
export type { RoundCase, RoundFacts, RoundOfficeFact } from './round/round-facts.js';
export { hasReached, NO_ROUND, ROUND_PHASES } from './round/round-state.js';
export type {
  CutLine,
  RankedCase,
  RoundCheck,
  RoundDocument,
  RoundNotice,
  RoundPhase,
  RoundState,
  RoundTerms,
  Withheld,
} from './round/round-state.js';
export { roundSight, seesPlace } from './round/round-sight.js';
export type { RoundSight } from './round/round-sight.js';
export { makesDocument } from './round/sifting.js';
export { documentsDue, isSettled, roundWork } from './round/round-work.js';
export type { Follower, RoundWork } from './round/round-work.js';
export { stabilityOf } from './round/stability.js';
export type { Stability, WhatIf } from './round/stability.js';
export { CLOCK, ROLES, SYSTEM } from './process/actor.js';
export type { Actor, Clock, Person, Role, System } from './process/actor.js';
export { fitsOrganisation, joinsAdministrators } from './process/administrators.js';
export type { Administrator } from './process/administrators.js';
export { ERASED, ERASED_WORDS, ERASURE_GROUNDS, erasedSections, isErased, keysOf } from './process/erasure.js';
export type { ErasureGround } from './process/erasure.js';
export { canonicalText, hashOf, hashText } from './process/canonical.js';
export { inclusionPath, merkleLeaf, merkleRoot, rootByPath } from './process/merkle.js';
export { checkProcedure } from './process/check-procedure.js';
export type { Command, CommandType, Defect, Marks, ObjectionPaper } from './process/command.js';
export { deadlines } from './process/deadlines.js';
export { deskOf, deskOrganisations } from './process/desk-post.js';
export type { Post } from './process/desk-post.js';
export type { DueRow } from './process/deadlines.js';
export { COMMAND_TYPES, decide, standsInFor, stepsOpenTo } from './process/decide.js';
export type { Decision, Step } from './process/decide.js';
export { diagram } from './process/diagram.js';
export type { DecidedEvent, EventData, EventType, Secret } from './process/event.js';
export { OUTCOMES } from './process/outcome.js';
export type { Outcome } from './process/outcome.js';
export type { Candidate, SeatDrawn, SeatMark } from './process/panel-facts.js';
export { evolve, replay, wakes } from './process/evolve.js';
export type { Recorded } from './process/evolve.js';
export { NO_FACTS } from './process/facts.js';
export type { ExpertFact, Facts, OfficeFact, TitleFact } from './process/facts.js';
export { limitFor, overdueLimits } from './process/limits.js';
export { objectionIdOf } from './stages/objection.js';
export { answersOwed, noticeStageOf } from './process/answers.js';
export { accessOf, holderOf, minuteTakers, organisationOf, tasksOf } from './process/parties.js';
export type { Holder, HolderKind, Task } from './process/parties.js';
export { LAPSE_RULES, stageOf } from './process/procedure.js';
export type {
  AwardStage,
  CreditRules,
  GatheringStage,
  NoticeStage,
  RankingStage,
  RoundRules,
  ExpertCategory,
  LapseRule,
  Limit,
  Office,
  PanelStage,
  Procedure,
  ReviewStage,
  Rubric,
  Rung,
  SignOffStage,
  Stage,
  StageKind,
} from './process/procedure.js';
export type { Text } from './process/text.js';
export { explain, REFUSAL_CODES, refuse } from './process/refusal.js';
export type { Refusal, RefusalCode } from './process/refusal.js';
export { NO_CASE } from './process/state.js';
export type {
  Appeal,
  Award,
  CaseState,
  CheckResult,
  Desk,
  Finding,
  Judgement,
  LimitSubject,
  Objection,
  PanelState,
  Passage,
  Place,
  PublicNotice,
  RunningLimit,
  Seat,
  Signer,
} from './process/state.js';
export { systemWork } from './process/system-work.js';
export type { SystemWork } from './process/system-work.js';
export { CONFLICT_TYPES, conflictWith, EXCLUSIONS, recusalOf } from './panel/conflicts.js';
export type { ConflictRecord } from './panel/conflicts.js';
export { admissiblePanels, drawPanel, nextAlternate, poolHash } from './panel/draw.js';
export type { Draw } from './panel/draw.js';
export { checkMarks, commitmentOf, totalOf, trimmedMean, writtenMean } from './panel/marks.js';
export { opensFile, tellsOfMarks, watchesPanel } from './panel/sealing.js';
export type { PanelResult } from './panel/marks.js';
export type { Calendar, DateText, Instant, SpecialDay } from './calendar/calendar.js';
export type {
  DocumentRef,
  DocumentType,
  Field,
  FieldType,
  FieldValue,
  Form,
  FormDefinition,
  Gate,
  Problem,
  Row,
  Section,
} from './form/definition.js';
export { checkCalendarYear } from './calendar/check-year.js';
export type { NoticedDay } from './calendar/check-year.js';
export { isDate } from './calendar/civil-day.js';
export {
  addDays,
  addYears,
  compareInstants,
  dateOf,
  daysBetween,
  endOfDay,
  laterOf,
  startOfDay,
} from './calendar/instants.js';
export { SOON_HOURS, URGENCIES, urgencyAt } from './calendar/urgency.js';
export type { Urgency } from './calendar/urgency.js';
export { writtenDate, writtenEnd, writtenMoment } from './calendar/written.js';
export { addWorkingDays, dayReason, isPublished, isWorkingDay } from './calendar/working-days.js';
export type { DayReason } from './calendar/working-days.js';
export { deriveDue, workingDaysBefore } from './calendar/due.js';
export type { Derivation } from './calendar/due.js';
export { checkCreditCode, normaliseCreditCode } from './form/credit-code.js';
export { computeFigure, meets } from './form/figures.js';
export { gateDistance } from './form/near-miss.js';
export type { Figure } from './form/figures.js';
export { checkForm } from './form/check-form.js';
export { checkGates } from './form/check-gates.js';
export { checkDocuments } from './form/check-documents.js';
export { maskSections } from './form/masking.js';
export { formDiff, splitPersonal } from './form/split.js';
export { valueText } from './form/value-text.js';
export { versionHash } from './form/version-hash.js';
export { contentChanges } from './form/changes.js';
export type { Content, ContentChange } from './form/changes.js';
export { nearMiss } from './process/near-miss.js';
export type { MarkBand, Miss, NearMiss, NearMissEvidence } from './process/near-miss.js';
export { knownTarget, valueAt } from './form/paths.js';
export { FORM_PROBLEM_CODES } from './form/problem-codes.js';
export type { FormProblemCode } from './form/problem-codes.js';
export { bpmnOf } from './chart/bpmn.js';
export { amountOf, chartOf, DECLARATION } from './chart/chart.js';
export type { Chart, ChartFlow, ChartNode } from './chart/chart.js';
export type { ChartLayout, PlacedFlow, PlacedNode, Point } from './chart/geometry.js';
export { columnsIn, layOut } from './chart/layout.js';
export { travelled } from './chart/travelled.js';
export type { Passed, Travelled } from './chart/travelled.js';
