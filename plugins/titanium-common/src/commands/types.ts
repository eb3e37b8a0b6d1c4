import { JsonObject } from '@backstage/types';
import { Risk, TargetRef } from '../actions/types';
import { StatementLint } from '../lints/types';
import { PortalPlace } from '../advice/places';
import { Wording } from '../plans/types';

/**
 * What can be done with a statement: run at once (`read`), planned first (`change`), asked for more (`form`), replaced
 * by a page of the portal (`session`), refused with a reason (`refuse`), or left as text (`prose`).
 * @public
 */
export type Verdict =
  | 'read'
  | 'change'
  | 'form'
  | 'session'
  | 'refuse'
  | 'prose';

/** What a placeholder stands for; decides which live choices fill it. @public */
export type PlaceholderType =
  | 'pod'
  | 'container'
  | 'deployment'
  | 'statefulset'
  | 'workload'
  | 'revision'
  | 'namespace'
  | 'cluster'
  | 'application'
  | 'policy'
  | 'service'
  | 'secret'
  | 'cronjob'
  | 'hpa'
  | 'image-tag'
  | 'replicas'
  | 'text';

/** A part of a statement that a person fills in. @public */
export interface Placeholder {
  /**
   * As written: `<pod-name>`, `$NS`, `{app}`, `[NAME]`, `${NS}`. A field that the statement leaves open but that must be
   * chosen is asked for as `<namespace>` or `<cluster>`, though the text does not hold it.
   */
  text: string;
  type: PlaceholderType;
}

/** A harmless tail of a pipe, applied to the typed result. @public */
export interface StatementFilter {
  /** `grep`, `head`, `tail`, `wc`, `sort`, `less`, `base64`, `jq`; `download` with a file name for `> name`. */
  name: string;
  args: string[];
}

/** Where in the block a refusal points, in characters of the statement's text, zero-based. @public */
export interface StatementPosition {
  offset: number;
  length: number;
}

/**
 * One statement of a block, read. The shape is shared by `POST /parse` and the command line's JSON; absent things are
 * null.
 * @public
 */
export interface ParsedStatement {
  /** One-based line of the block where the statement starts. */
  line: number;
  /** The statement as written, continuations joined by a line feed as in the source. */
  text: string;
  verdict: Verdict;
  /** `kubectl scale`, `kubectl get`; null for prose. */
  verb: string | null;
  /** The action's id, for `read`, `change` and `form`. */
  action: string | null;
  /** Normalised input of the action. A field still to be filled holds its placeholder's text. */
  input: JsonObject | null;
  target: TargetRef | null;
  placeholders: Placeholder[];
  filters: StatementFilter[];
  /** Why it is refused, a form, a session or prose; and the hint what to do instead. */
  reason: string | null;
  /** The same for pages in other languages, below `reasons`; pages without its key show `reason`. */
  wording?: Wording;
  position: StatementPosition | null;
  /**
   * Values of variables that the block assigned before this statement and that it uses, keyed as the statement writes
   * them (`$NS`). Already replaced in `input`; to read the statement's text alone they belong into `values`.
   */
  variables?: Record<string, string>;
}

/** A code block of a document. @public */
export interface CommandBlock {
  /** The page's own key for the block; comes back unchanged. */
  id: string;
  /** The fence's language, when the page still knows it. */
  language?: string;
  /** The text of the heading above, which is part of a step's identity. */
  heading?: string;
  text: string;
}

/** Body of `POST /parse`. Caps: 10,000 blocks, 1 MB a block, 4 MB in all. @public */
export interface ParseRequest {
  /** The entity whose page this is, or `?entity=`; chooses defaults, never rights. */
  entityRef?: string;
  /** The entity that owns the document. */
  documentRef?: string;
  /** The page within the document's site. */
  path?: string;
  blocks: CommandBlock[];
}

/** A statement as the page needs it. @public */
export interface ServerStatement extends ParsedStatement {
  /** The action's English title; null when there is no action. */
  title: string | null;
  risk: Risk | null;
  /** Defaults taken from the entity, to be said in the page: `{namespace: 'titanium-prod'}`. */
  defaults: { cluster?: string; namespace?: string };
  /** Identity of the step, as in `PlanOrigin.stepHash`; in answers about a page only. */
  stepHash?: string;
  /** What is known to be wrong with the text. */
  lints?: StatementLint[];
  /** Where in the portal a `session` is replaced, best first. */
  places?: PortalPlace[];
}

/** Answer of `POST /parse`. @public */
export interface ParseResponse {
  blocks: { id: string; statements: ServerStatement[] }[];
}

/** One choice for a placeholder. @public */
export interface PickerChoice {
  value: string;
  /** A second line: "Ready 2/2, node-1", "revision 7, v1.2.3, 3 days ago". */
  detail?: string;
  /** ISO time the detail speaks of. */
  time?: string;
}

/** Body of `POST /choices`: what may fill a placeholder of a statement. @public */
export interface ChoicesRequest {
  statement: StatementSource;
  /** The placeholder asked for, as written. */
  placeholder: string;
}

/** Answer of `POST /choices`. @public */
export interface ChoicesResponse {
  choices: PickerChoice[];
  /** Set when there could be more. */
  truncated?: boolean;
}

/** A statement to be read or planned. The server parses `text` again; nothing else of it is trusted. @public */
export interface StatementSource {
  text: string;
  language?: string;
  /** Values for placeholders, keyed by their text as written. */
  values?: Record<string, string>;
  entityRef?: string;
  documentRef?: string;
  path?: string;
}
