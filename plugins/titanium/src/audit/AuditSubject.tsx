import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { JsonObject } from '@backstage/types';
import { AuditRow } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  useServerWords,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { planPath } from '../approvals/paths';
import { runPath } from '../runs/paths';
import { titaniumTranslationRef } from '../translation';

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** What a row is about: action and object, with the way to its run or plan. */
export function AuditSubject({ row }: { row: AuditRow }) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const { actionTitle } = useServerWords();
  const { subject } = row;
  const target = (subject.target ?? {}) as JsonObject;
  const object = [target.namespace, target.kind, target.name]
    .map(text)
    .filter(Boolean)
    .join('/');
  const action = text(subject.action);
  const run = text(subject.run);
  const plan = text(subject.plan);
  return (
    <>
      {action && <div>{actionTitle(action, action)}</div>}
      {object && <div>{visibleText(object)}</div>}
      {run && <Link to={runPath(run)}>{t('audit.run')}</Link>}
      {!run && plan && <Link to={planPath(plan)}>{t('audit.plan')}</Link>}
    </>
  );
}
