import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { ProblemFilter } from '@vermilion/runtime';
import { AccessGuard } from './access/access-guard.js';
import { Callers } from './access/callers.js';
import { RateLimit } from './access/rate-limit.js';
import { FreshSignIn } from './access/step-up.js';
import { ErasuresController } from './administration/erasures.controller.js';
import { SecurityController } from './administration/security.controller.js';
import { WebhooksController } from './administration/webhooks.controller.js';
import { CaseDesk } from './cases/case-desk.js';
import { ContactDesk } from './cases/contact-desk.js';
import { CaseRecordController } from './cases/case-record.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { CommandDesk } from './cases/command-desk.js';
import { CommandsController } from './cases/commands.controller.js';
import { DraftDesk } from './cases/draft-desk.js';
import { TableController } from './cases/table.controller.js';
import { TableDesk } from './cases/table-desk.js';
import { DraftController } from './cases/draft.controller.js';
import { ProgrammesController } from './cases/programmes.controller.js';
import { DocumentDesk } from './documents/document-desk.js';
import { DocumentsController } from './documents/documents.controller.js';
import { Inspector } from './documents/inspector.js';
import { UploadDesk } from './documents/upload-desk.js';
import { UploadsController } from './documents/uploads.controller.js';
import { CursorFilter } from './http/cursor-filter.js';
import { PaperFilter } from './http/paper-filter.js';
import { StepUpFilter } from './http/step-up-filter.js';
import { validation } from './http/validation.js';
import { LiveInbox } from './inbox/live-inbox.js';
import { CaseObjectionsController } from './objections/case-objections.controller.js';
import { NoticesController } from './objections/notices.controller.js';
import { ObjectionDesk } from './objections/objection-desk.js';
import { MeController } from './inbox/me.controller.js';
import { NotificationsController } from './inbox/notifications.controller.js';
import { TasksController } from './inbox/tasks.controller.js';
import { AuditController } from './oversight/audit.controller.js';
import { CalendarDesk } from './oversight/calendar-desk.js';
import { CalendarController } from './oversight/calendar.controller.js';
import { ClockDesk } from './oversight/clock-desk.js';
import { DrawsController } from './oversight/draws.controller.js';
import { HistoryDesk } from './oversight/history-desk.js';
import { OperationsController } from './oversight/operations.controller.js';
import { WatchController } from './oversight/watch.controller.js';
import { WatchDesk } from './oversight/watch-desk.js';
import {
  CHECK_ADDRESS,
  DOCUMENT_STORE,
  ENGINE,
  ENGINE_PAGES,
  IDENTITY_PROVIDER,
  IDLE_SECONDS,
  LEDGER,
  LOG,
  MALWARE_SCAN,
  METRICS,
  OBJECTION_RATE,
  PART_STORE,
  PROCEDURES,
  PUBLIC_ADDRESS,
  TOKENS,
  WEBHOOKS,
  type Parts,
} from './parts.js';
import { RegisterDesk } from './registers/register-desk.js';
import { OfficesController } from './offices/offices.controller.js';
import { RegistersController } from './registers/registers.controller.js';
import { TitlesController } from './registers/titles.controller.js';
import { ApplicationDesk } from './papers/application-desk.js';
import { PaperDesk } from './papers/paper-desk.js';
import { PapersController } from './papers/papers.controller.js';
import { CallsController } from './rounds/calls.controller.js';
import { BoardDesk } from './rounds/board-desk.js';
import { RoundCommandDesk } from './rounds/round-command-desk.js';
import { RoundDesk } from './rounds/round-desk.js';
import { RoundsController } from './rounds/rounds.controller.js';
import { CaseInsightController } from './record/case-insight.controller.js';
import { ChangesDesk } from './record/changes-desk.js';
import { DatesDesk } from './record/dates-desk.js';
import { NearMissDesk } from './record/near-miss-desk.js';
import { DescriptionsController } from './system/descriptions.controller.js';
import { ProbesController } from './system/probes.controller.js';
import { SignInController } from './web/sign-in.controller.js';

const controllers = [
  ProgrammesController,
  CasesController,
  CaseRecordController,
  DraftController,
  TableController,
  DocumentsController,
  UploadsController,
  CommandsController,
  RoundsController,
  CallsController,
  PapersController,
  RegistersController,
  OfficesController,
  TitlesController,
  TasksController,
  NotificationsController,
  MeController,
  NoticesController,
  CaseObjectionsController,
  DrawsController,
  CaseInsightController,
  CalendarController,
  OperationsController,
  WatchController,
  AuditController,
  SecurityController,
  ErasuresController,
  WebhooksController,
  ProbesController,
  DescriptionsController,
  SignInController,
];
const desks = [
  ChangesDesk,
  DatesDesk,
  NearMissDesk,
  CalendarDesk,

  CaseDesk,
  ContactDesk,
  CommandDesk,
  DraftDesk,
  TableDesk,
  Inspector,
  DocumentDesk,
  UploadDesk,
  LiveInbox,
  HistoryDesk,
  WatchDesk,
  BoardDesk,
  ClockDesk,
  RoundDesk,
  RoundCommandDesk,
  PaperDesk,
  ApplicationDesk,
  RegisterDesk,
];

/** How much and how often a caller may send. */
export interface Limits {
  /** Bytes of a JSON body. */
  readonly bodyLimit: number;
  /** Requests of one caller in a minute; 0 for no limit. */
  readonly requestsPerMinute: number;
  /** Objections and their appeals from one address in a minute; 0 for no limit. */
  readonly objectionsPerMinute: number;
  /** So long after showing who one is one may sign documents and take data away; 0 for ever. */
  readonly freshSignInSeconds: number;
  /** So long a browser may be silent and still be signed in. */
  readonly idleSeconds: number;
  /** Who may say for whom they ask: addresses and networks, separated by commas. Nobody unless given. */
  readonly trustedProxies?: string;
}

/** The API: routes and desks over the parts that are given. */
@Module({})
export class ApiModule {
  static over(parts: Parts, limits: Limits): DynamicModule {
    const problems = new ProblemFilter(parts.log, limits.bodyLimit);
    return {
      module: ApiModule,
      controllers,
      providers: [
        { provide: LEDGER, useValue: parts.ledger },
        { provide: PROCEDURES, useValue: parts.procedures },
        { provide: DOCUMENT_STORE, useValue: parts.documents },
        { provide: PART_STORE, useValue: parts.uploads },
        { provide: MALWARE_SCAN, useValue: parts.malwareScan },
        { provide: ENGINE, useValue: parts.engine },
        { provide: ENGINE_PAGES, useValue: parts.enginePages },
        { provide: TOKENS, useValue: parts.tokens },
        { provide: IDENTITY_PROVIDER, useValue: parts.identityProvider },
        { provide: LOG, useValue: parts.log },
        { provide: METRICS, useValue: parts.metrics },
        { provide: WEBHOOKS, useValue: parts.webhooks },
        { provide: PUBLIC_ADDRESS, useValue: parts.publicAddress },
        {
          provide: CHECK_ADDRESS,
          useValue: parts.pages === null ? `${parts.publicAddress}/api/v1` : parts.publicAddress,
        },
        { provide: RateLimit, useValue: new RateLimit(limits.requestsPerMinute) },
        { provide: OBJECTION_RATE, useValue: new RateLimit(limits.objectionsPerMinute) },
        { provide: FreshSignIn, useValue: new FreshSignIn(limits.freshSignInSeconds) },
        { provide: IDLE_SECONDS, useValue: limits.idleSeconds },
        Callers,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useValue: validation },
        {
          provide: APP_INTERCEPTOR,
          useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
          inject: [Reflector],
        },
        { provide: APP_FILTER, useValue: problems },
        { provide: APP_FILTER, useValue: new CursorFilter(problems) },
        { provide: APP_FILTER, useValue: new PaperFilter(problems) },
        { provide: APP_FILTER, useValue: new StepUpFilter(problems) },
        ObjectionDesk,
        ...desks,
      ],
    };
  }
}
