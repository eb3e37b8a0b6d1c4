import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { LOKI_SELECTOR_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  EmptyState,
  ErrorNotice,
  titaniumErrorCode,
  TitaniumRequestError,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';

const MODULE_LINE =
  "backend.add(import('@titanium-portal/backstage-plugin-titanium-backend-module-observability'));";

/** True for words about the query itself, which stand beside it and not in place of the lines. */
export function isRefusal(error: Error | null): boolean {
  const code = titaniumErrorCode(error);
  return (
    error !== null &&
    !isMissing(error) &&
    (code === 'platform-rejected' ||
      code === 'invalid-input' ||
      /^parse error/.test(error.message))
  );
}

function isMissing(error: Error): boolean {
  return (
    (titaniumErrorCode(error) as string | undefined) === 'missing-annotation' ||
    /has no annotation/.test(error.message)
  );
}

/** The line to add, as the server's sentence gives it. */
function lineOf(message: string): string | undefined {
  return /metadata\.annotations: "(.*)"/.exec(message)?.[1];
}

/** Why there are no lines at all. */
export function LogsError(props: {
  error: Error;
  entityName: string;
  onRetry: () => void;
}) {
  const { error, entityName, onRetry } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const code = titaniumErrorCode(error);
  if (isMissing(error)) {
    return (
      <EmptyState
        title={t('logs.refused.missing', { entity: entityName })}
        line={
          lineOf(error.message) ??
          `${LOKI_SELECTOR_ANNOTATION}: '{namespace="…", app="…"}'`
        }
      >
        {t('logs.refused.missingText')}
      </EmptyState>
    );
  }
  if (
    code === 'not-installed' ||
    /no such (read|action)/i.test(error.message)
  ) {
    return (
      <EmptyState title={t('logs.refused.notInstalled')} line={MODULE_LINE}>
        {t('logs.refused.notInstalledText')}
      </EmptyState>
    );
  }
  if (code === 'platform-forbidden') {
    return (
      <ErrorNotice
        title={t('logs.refused.platformForbidden')}
        words={error.message}
        onRetry={onRetry}
      >
        {t('logs.refused.platformForbiddenText')}
      </ErrorNotice>
    );
  }
  const status = error instanceof TitaniumRequestError ? error.status : 0;
  if (code === 'not-permitted' || status === 403) {
    return (
      <EmptyState title={t('logs.refused.forbidden')}>
        {t('logs.refused.forbiddenText')}
      </EmptyState>
    );
  }
  return (
    <ErrorNotice
      title={t('logs.refused.failed')}
      words={error.message}
      onRetry={onRetry}
    />
  );
}

/** Nothing was found: what could be widened. */
export function NoLines(props: {
  filtered: boolean;
  selector: string;
  onClear: () => void;
  onWiden?: () => void;
}) {
  const { filtered, selector, onClear, onWiden } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  return (
    <EmptyState
      title={t('logs.empty.title')}
      line={filtered ? undefined : selector}
      actions={
        <>
          {filtered && (
            <Button size="small" variant="outlined" onClick={onClear}>
              {t('logs.empty.clear')}
            </Button>
          )}
          {onWiden && (
            <Button size="small" variant="outlined" onClick={onWiden}>
              {t('logs.empty.widen')}
            </Button>
          )}
        </>
      }
    >
      {t(filtered ? 'logs.empty.filtered' : 'logs.empty.none')}
    </EmptyState>
  );
}
