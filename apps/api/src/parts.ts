import type { Ledger, WebhookSecrets } from '@vermilion/ledger';
import type { AllowedHosts, Log } from '@vermilion/runtime';
import type { Registry } from 'prom-client';
import type { TokenVerifier } from './access/token-verifier.js';
import type { DocumentStore } from './documents/document-store.js';
import type { MalwareScan } from './documents/malware-scan.js';
import type { PartStore } from './documents/part-store.js';
import type { Engine } from './oversight/engine.js';
import type { Procedures } from './cases/procedures.js';
import type { IdentityProvider } from './web/identity-provider.js';

/** Names under which the parts that are made outside of Nest are injected. */
export const LEDGER = Symbol('ledger');
export const PROCEDURES = Symbol('procedures');
export const DOCUMENT_STORE = Symbol('document store');
export const PART_STORE = Symbol('part store');
export const MALWARE_SCAN = Symbol('malware scan');
export const ENGINE = Symbol('engine');
/** Where the workflow engine shows its own pages. */
export const ENGINE_PAGES = Symbol('engine pages');
export const TOKENS = Symbol('tokens');
export const IDENTITY_PROVIDER = Symbol('identity provider');
export const LOG = Symbol('log');
export const METRICS = Symbol('metrics');
/** Under which address the public finds this installation. */
export const PUBLIC_ADDRESS = Symbol('public address');
/** Below which address anybody checks a paper, printed on it as text and as a code: the pages, or the API where there are none. */
export const CHECK_ADDRESS = Symbol('check address');
/** After so many seconds without a request the session of a browser is over. */
export const IDLE_SECONDS = Symbol('idle seconds');
/** How often somebody without an account may write. */
export const OBJECTION_RATE = Symbol('objection rate');

export const WEBHOOKS = Symbol('webhooks');

/** Where events may be sent, and what signs them. */
export interface Webhooks {
  readonly hosts: AllowedHosts;
  readonly secrets: WebhookSecrets;
}

/** Everything that the API is made of. */
export interface Parts {
  readonly ledger: Ledger;
  readonly procedures: Procedures;
  readonly documents: DocumentStore;
  readonly uploads: PartStore;
  readonly malwareScan: MalwareScan;
  readonly engine: Engine;
  /** The address of the workflow engine's own pages, without a slash at the end; null where operations have none. */
  readonly enginePages: string | null;
  readonly tokens: TokenVerifier;
  readonly identityProvider: IdentityProvider;
  readonly log: Log;
  readonly metrics: Registry;
  /** The built web application; null where only the API is served. */
  readonly pages: string | null;
  /** Without a slash at the end. */
  readonly publicAddress: string;
  /** Null where the installation allows no webhooks. */
  readonly webhooks: Webhooks | null;
}
