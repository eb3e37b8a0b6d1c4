import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  monospace,
  RelativeTime,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { DeliveryRevision } from '@titanium-portal/backstage-plugin-titanium-common';
import { shortRevision, subject } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    line: { minWidth: 0, overflowWrap: 'anywhere' },
    id: { ...monospace, fontSize: '0.93em' },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'TitaniumRevisions' },
);

/** The id of a commit, tag or chart, short, whole on hover, leading to the repository where that is known. */
export function RevisionId(props: { revision: DeliveryRevision }) {
  const { revision } = props;
  const classes = useStyles();
  const id = visibleText(shortRevision(revision.id));
  return revision.url ? (
    <Link
      className={classes.id}
      to={revision.url}
      title={visibleText(revision.id)}
      underline="always"
    >
      {id}
    </Link>
  ) : (
    <code className={classes.id} title={visibleText(revision.id)}>
      {id}
    </code>
  );
}

/** A commit in one line: id, what it says, who wrote it, when. */
export function RevisionLine(props: { revision: DeliveryRevision }) {
  const { revision } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const message = subject(revision.message);
  return (
    <span className={classes.line}>
      <RevisionId revision={revision} />
      {message && (
        <span title={visibleText(revision.message ?? '')}>
          {' '}
          {visibleText(message)}
        </span>
      )}
      {revision.author && (
        <span className={classes.quiet}>
          {' · '}
          {visibleText(revision.author)}
        </span>
      )}
      {revision.date && (
        <span className={classes.quiet}>
          {' · '}
          <RelativeTime time={revision.date} />
        </span>
      )}
      {revision.error && (
        <span className={classes.quiet} title={visibleText(revision.error)}>
          {' · '}
          {t('delivery.revision.unknown')}
        </span>
      )}
    </span>
  );
}
