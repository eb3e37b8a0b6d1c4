import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  Notice,
  refName,
  RelativeTime,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ActionControl } from '../../pods/actions/ActionControl';
import { runPath } from '../../runs/paths';
import { shortRevision } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';
import { DeliveryData } from '../model/data';
import { ApplicationRef, restoreRequest } from '../model/requests';
import { rolledBack, RolledBack } from '../model/revisions';
import { PausedAutoSync } from './usePausedAutoSync';

const useStyles = makeStyles(
  {
    root: { display: 'flex', flexDirection: 'column', gap: 8 },
    some: { marginTop: 16 },
  },
  { name: 'TitaniumDeliveryBanners' },
);

function RolledBackNotice(props: { state: RolledBack }) {
  const { running, wanted, runningRevision, wantedRevision } = props.state;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const name = (number: number | null, id: string) =>
    number === null ? shortRevision(id) : `${number} (${shortRevision(id)})`;
  return (
    <Notice severity="info" title={t('delivery.rolledBack.title')}>
      {t('delivery.rolledBack.text', {
        running: name(running, runningRevision.id),
        wanted: name(wanted, wantedRevision.id),
      })}
    </Notice>
  );
}

/** What a person must know of the application's state before anything else. */
export function Banners(props: {
  data: DeliveryData;
  target: ApplicationRef;
  paused: PausedAutoSync | null;
}) {
  const { data, target, paused } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { application } = data;
  if (!application) return null;
  const back = rolledBack(data);
  const any = back || paused || application.conditions.length > 0;
  return (
    <div className={any ? `${classes.root} ${classes.some}` : classes.root}>
      {application.conditions.map(({ type, message, at }) => (
        <Notice
          key={`${type}:${message}`}
          severity={/Error$/.test(type) ? 'danger' : 'warning'}
          title={visibleText(type)}
        >
          {visibleText(message)}
          {at && (
            <>
              {' · '}
              <RelativeTime time={at} />
            </>
          )}
        </Notice>
      ))}
      {back && <RolledBackNotice state={back} />}
      {paused && (
        <Notice
          severity="warning"
          title={t('delivery.paused.title')}
          action={
            <ActionControl
              label={t('delivery.actions.restore')}
              name={application.name}
              request={restoreRequest(target, paused.policy)}
            />
          }
        >
          <RelativeTime time={paused.at} />
          {' · '}
          <Link to={runPath(paused.run.id)} underline="always">
            {t('delivery.paused.by', { who: refName(paused.run.requester) })}
          </Link>
          {'. '}
          {t(back ? 'delivery.paused.afterRollback' : 'delivery.paused.text')}
        </Notice>
      )}
    </div>
  );
}
