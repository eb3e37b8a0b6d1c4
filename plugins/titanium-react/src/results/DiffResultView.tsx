import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import CollapsedIcon from '@material-ui/icons/ChevronRight';
import ExpandedIcon from '@material-ui/icons/ExpandMore';
import {
  DiffResult,
  Health,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { useId, useState } from 'react';
import { StateChip } from '../components';
import { DiffView } from '../plans/diff/DiffView';
import { StepChanges } from '../plans/StepChanges';
import { focusRing, monospace } from '../theme';
import { titaniumReactTranslationRef } from '../translation';

/** With more objects than these, all begin folded. */
const FEW = 3;

const useStyles = makeStyles(
  theme => ({
    object: { '& + &': { borderTop: `1px solid ${theme.palette.divider}` } },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'flex-start',
      gap: '2px 12px',
      width: '100%',
      minHeight: 36,
      padding: '4px 8px 4px 0',
      textAlign: 'left',
      fontFamily: 'inherit',
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.primary,
      '&:hover': { background: theme.palette.action.hover },
      '&:focus-visible': focusRing(theme),
    },
    name: { ...monospace, fontSize: 12, overflowWrap: 'anywhere' },
    quiet: { color: theme.palette.text.secondary },
    body: { padding: '0 0 12px' },
    empty: {
      margin: 0,
      padding: '4px 0',
      fontSize: 13,
      lineHeight: '20px',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumDiffResultView' },
);

type DiffObject = DiffResult['objects'][number];

const HEALTH: Record<DiffObject['change'], Health> = {
  changed: 'degraded',
  missing: 'failed',
  extra: 'paused',
};

function Difference(props: {
  object: DiffObject;
  first: boolean;
  label?: string;
}) {
  const { object, first, label } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const [open, setOpen] = useState(first);
  const id = useId();
  const { ref, change, live, desired, entries } = object;
  const name = `${ref.kind}/${ref.name}`;
  const Icon = open ? ExpandedIcon : CollapsedIcon;
  return (
    <div className={classes.object}>
      <ButtonBase
        disableRipple
        className={classes.head}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon fontSize="small" aria-hidden />
        <span className={classes.name}>{name}</span>
        <StateChip health={HEALTH[change]}>
          {t(`results.diff.${change}`)}
        </StateChip>
        {change === 'changed' && entries.length > 0 && (
          <span className={classes.quiet}>
            {t('results.diff.fields', { count: entries.length })}
          </span>
        )}
      </ButtonBase>
      {open && (
        <div id={id} className={classes.body}>
          {live !== null || desired !== null ? (
            <DiffView
              before={live ?? ''}
              after={desired ?? ''}
              label={label ? `${label}: ${name}` : name}
            />
          ) : (
            <StepChanges preview={{ source: 'dry-run', entries }} />
          )}
        </div>
      )}
    </div>
  );
}

/** Objects that differ, each compared when it is opened: what runs on the left, what should run on the right. @public */
export function DiffResultView(props: {
  result: DiffResult;
  /** Tells it from other differences of the page; for screen readers. */
  label?: string;
  /** What to say when nothing differs. */
  empty?: string;
}) {
  const { result, label, empty } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(titaniumReactTranslationRef);
  const { objects } = result;
  if (objects.length === 0) {
    return <p className={classes.empty}>{empty ?? t('results.diff.none')}</p>;
  }
  return (
    <>
      {objects.map(object => (
        <Difference
          key={`${object.ref.kind}/${object.ref.namespace}/${object.ref.name}`}
          object={object}
          first={objects.length <= FEW}
          label={label}
        />
      ))}
    </>
  );
}
