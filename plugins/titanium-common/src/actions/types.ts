import { JsonObject } from '@backstage/types';

/** How much harm an action can do; decides who may and who must approve. @public */
export type Risk = 'read' | 'low' | 'medium' | 'high';

/** All risks, mildest first. @public */
export const RISKS: readonly Risk[] = ['read', 'low', 'medium', 'high'];

/** What a statement or action is aimed at. Absent things are null. @public */
export interface TargetRef {
  cluster: string | null;
  namespace: string | null;
  /** kubectl's lower-case singular (`deployment`); an array for comma lists in statements, never in plans. */
  kind: string | string[] | null;
  name: string | string[] | null;
  selector: string | null;
  allNamespaces: boolean;
}

/** A target that was found on its platform and stands still in a plan. @public */
export interface ResolvedTargetRef {
  cluster: string;
  namespace: string | null;
  kind: string;
  name: string;
  uid: string | null;
}

/** What the portal can do, as `GET /actions` lists it. @public */
export interface ActionDescriptor {
  /** `kubernetes.deployment.scale`. */
  id: string;
  /** English; pages translate by id and fall back to this. */
  title: string;
  description: string;
  risk: Risk;
  /** JSON Schema of the input. */
  inputSchema: JsonObject;
  /** False when nothing can take it back; `undoReason` then says why. */
  undoable: boolean;
  undoReason?: string;
}

/** Why somebody may or may not do something. `reason` is a sentence for the person. @public */
export interface Decision {
  allowed: boolean;
  /** `ok`, or the case the page may explain further. */
  code:
    | 'ok'
    | 'not-owner'
    | 'no-owner'
    | 'ambiguous-owner'
    | 'operators-only'
    | 'risk'
    | 'read-only-portal'
    | 'not-user'
    | 'denied';
  reason: string;
  /** The same for translation: a key of the front end and its values; absent for a bare permission. */
  summary?: { key: string; values: Record<string, string> };
  /** Entity refs of those who may, when that helps ("group:default/core-team"). */
  whoMay?: string[];
}
