/** Rows of the stores as far as the checker reads them, written down from the documented tables and not taken from the code it checks. */
export interface Event {
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly version: number;
  readonly body: string;
  readonly data: { readonly [name: string]: unknown };
  readonly actor_kind: string;
  readonly actor_organisation: string | null;
  readonly actor_person: string | null;
  readonly actor_role: string | null;
  readonly on_behalf_of: string | null;
  readonly at: Date;
  readonly recorded_at: Date;
  readonly command_id: string;
  readonly ordinal: number;
  readonly prev_hash: string;
  readonly hash: string;
  readonly tx: string;
}

export interface Reply {
  readonly events?: readonly { readonly id: string; readonly type: string }[];
}

export interface Command {
  readonly actor: string;
  readonly key: string;
  readonly reply: Reply | null;
  readonly tx: string;
}

export interface Case {
  readonly id: string;
  readonly stream: string;
  readonly obligation: string;
  readonly applicant: string;
  readonly district: string;
  readonly phase: string;
  readonly stage: string | null;
  readonly holder_kind: string | null;
  readonly holder_organisation: string | null;
  readonly seq: number;
  readonly stage_seq: number;
  readonly workflow_seq: number;
  readonly state: { readonly [name: string]: unknown };
  readonly due_at: Date | null;
  readonly overdue: boolean;
  readonly round: string | null;
  /** Seconds since it last moved. */
  readonly age: number;
}

export interface Task {
  readonly id: string;
  readonly case_id: string;
  readonly stage: string | null;
  readonly kind: string;
  readonly organisation: string;
  readonly role: string;
}

export interface Holder {
  readonly case_id: string;
  readonly seq: number;
  readonly from_at: Date;
  readonly kind: string | null;
  readonly organisation: string | null;
}

export interface Access {
  readonly case_id: string;
  readonly organisation: string;
  readonly role: string;
}

export interface Deadline {
  readonly owner: string;
  readonly case_id: string | null;
  readonly ref: string;
  readonly kind: 'limit' | 'escalation';
  readonly rung: string;
  readonly due_at: Date;
  readonly recorded_at: Date | null;
  readonly obligation: string;
}

export interface Incident {
  readonly kind: string;
  readonly subject: string;
}

export interface Notification {
  readonly id: string;
  readonly recipient: string;
  readonly kind: string;
  readonly digest_key: string;
  readonly case_id: string | null;
}

export interface Item {
  readonly event_id: string;
  readonly recipient: string;
  readonly notification_id: string;
  readonly tx: string;
}

export interface Inbox {
  readonly consumer: string;
  readonly event_id: string;
  readonly tx: string;
}

export interface Delivery {
  readonly notification_id: string;
  readonly address: string;
  readonly state: string;
  readonly message_id: string;
}

export interface Payload {
  readonly event_id: string;
  readonly tx: string;
}

export interface Document {
  readonly id: string;
  readonly case_id: string;
  readonly type: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly path: string;
  readonly state: string;
}

export interface Mail {
  readonly messageId?: string;
  readonly to: readonly string[];
}
