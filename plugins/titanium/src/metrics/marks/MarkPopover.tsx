import { Entity } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import {
  absoluteTime,
  RelativeTime,
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { logsSearch } from '../../logs/links';
import type { Mark } from '../../timeline';
import { titaniumTranslationRef } from '../../translation';
import { useEntityLinks } from '../useEntityLinks';

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: '4px 16px',
      width: 360,
      maxWidth: 'calc(100vw - 32px)',
      boxSizing: 'border-box',
      fontSize: 13,
      lineHeight: '20px',
    },
    item: {
      padding: '12px 0',
      borderBottom: `1px solid ${theme.palette.divider}`,
      '&:last-child': { borderBottom: 0 },
    },
    head: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: 12,
      color: theme.palette.text.secondary,
    },
    label: { fontWeight: 600, overflowWrap: 'anywhere' },
    detail: { margin: 0, overflowWrap: 'anywhere' },
    links: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', marginTop: 8 },
  }),
  { name: 'TitaniumMarkPopover' },
);

/** What was opened, and where. */
export interface OpenedMarks {
  marks: readonly Mark[];
  anchor: HTMLElement;
}

/** What happened at a mark, with ways on: the page of the event, and the logs around its time. */
export function MarkPopover(props: {
  entity: Entity;
  opened: OpenedMarks | null;
  onClose: () => void;
}) {
  const { entity, opened, onClose } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const links = useEntityLinks(entity);
  const classes = useStyles();
  return (
    <Popover
      open={opened !== null}
      anchorEl={opened?.anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      transformOrigin={{ vertical: 'top', horizontal: 'center' }}
      PaperProps={{ role: 'dialog', 'aria-label': t('metrics.marks.title') }}
    >
      <ul className={classes.list}>
        {opened?.marks.map(mark => {
          const time = new Date(mark.time).toISOString();
          return (
            <li key={mark.key} className={classes.item}>
              <div className={classes.head}>
                <span>{t(`timeline.kind.${mark.kind}`)}</span>
                <span title={absoluteTime(time)}>
                  <RelativeTime time={time} />
                </span>
              </div>
              <div className={classes.label}>{visibleText(mark.label)}</div>
              {mark.detail && (
                <p className={classes.detail}>{visibleText(mark.detail)}</p>
              )}
              {mark.state && mark.word && (
                <StateChip health={mark.state}>{mark.word}</StateChip>
              )}
              <div className={classes.links}>
                {mark.href && (
                  <Link to={mark.href} onClick={onClose}>
                    {t('metrics.marks.open')}
                  </Link>
                )}
                <Link
                  to={`${links('logs')}${logsSearch(mark.time, 'errors')}`}
                  onClick={onClose}
                >
                  {t('metrics.marks.errors')}
                </Link>
                <Link
                  to={`${links('logs')}${logsSearch(mark.time)}`}
                  onClick={onClose}
                >
                  {t('metrics.marks.logs')}
                </Link>
              </div>
            </li>
          );
        })}
      </ul>
    </Popover>
  );
}
