import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  Plan,
  PlanOrigin,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';

/** What a person wants a plan of. */
export interface Wanted {
  action: Action;
  input: JsonObject;
  entity?: Entity;
  origin: PlanOrigin;
  /** Values of the action's sealed fields, which are not in the input. */
  sealed?: Readonly<Record<string, string>>;
  /** Of an undo: the risk of what it takes back. */
  minimumRisk?: Plan['risk'];
  /** A plan that this one stands for; it cannot be used any more then. */
  replaces?: Plan;
}
