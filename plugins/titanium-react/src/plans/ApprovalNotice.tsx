import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { RelativeTime, visibleText } from '../components';
import { titaniumReactTranslationRef } from '../translation';
import { Notice } from './Notice';
import { refName } from './refName';

/** Who must approve a plan, or what was decided, by whom and why. */
export function ApprovalNotice(props: { plan: Plan }) {
  const { approval } = props.plan;
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { judgement } = approval;
  if (judgement) {
    return (
      <Notice
        severity={judgement.verdict === 'approved' ? 'info' : 'warning'}
        title={t(`plans.approval.${judgement.verdict}`, {
          who: refName(judgement.by),
        })}
      >
        {judgement.reason && `${visibleText(judgement.reason)} · `}
        <RelativeTime time={judgement.at} />
      </Notice>
    );
  }
  return (
    <Notice
      severity="info"
      title={t('plans.approval.required', {
        approvers: approval.approvers.map(refName).join(', '),
      })}
    >
      {t('plans.approval.why')}
    </Notice>
  );
}
