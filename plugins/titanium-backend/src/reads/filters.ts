import {
  Result,
  StatementFilter,
} from '@titanium-portal/backstage-plugin-titanium-common';

export function applyFilters(result: Result, _filters: StatementFilter[]) {
  return result;
}
