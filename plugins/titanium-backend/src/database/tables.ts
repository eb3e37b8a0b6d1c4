/** Rows as the tables of `migrations/` hold them. */
export interface PlanRow {
  id: string;
  state: string;
  action: string;
  requester: string;
  target_key: string;
  hash: string;
  undo_of: string | null;
  approved_by: string | null;
  /** JSON of the groups that let the approver approve; null: those of the configuration. */
  approved_via: string | null;
  judgement: string | null;
  document: string;
  created_at: string;
  expires_at: string;
}

export interface PlanStepRow {
  plan_id: string;
  index: number;
  kind: string;
  fence: string;
  document: string;
}

export interface RunRow {
  id: string;
  plan_id: string;
  state: string;
  action: string;
  requester: string;
  idempotency_key: string;
  target_key: string;
  progress: string | null;
  undo_of: string | null;
  undone_by: string | null;
  cancel_requested: boolean | number;
  cancelled_by: string | null;
  lease_owner: string | null;
  lease_epoch: number;
  lease_until: string | null;
  last_event: number;
  started_at: string;
  ended_at: string | null;
}

export interface RunStepRow {
  run_id: string;
  index: number;
  state: string;
  before: string | null;
  after: string | null;
  applied: string | null;
  error: string | null;
  started_at: string | null;
  ended_at: string | null;
}

export interface AuditTableRow {
  sequence: number;
  time: string;
  actor: string;
  event: string;
  subject_run: string | null;
  subject_plan: string | null;
  subject: string;
  before: string | null;
  after: string | null;
  previous_hash: string;
  hash: string;
}

export interface SealedValueRow {
  plan_id: string;
  /** IV, tag and text of AES-256-GCM, Base64. */
  sealed: string;
  expires_at: string;
}

export interface LockRow {
  target_key: string;
  run_id: string | null;
  owner: string | null;
  epoch: number;
  expires_at: string | null;
}
