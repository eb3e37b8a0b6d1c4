import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import ClosedIcon from '@material-ui/icons/ChevronRight';
import OpenIcon from '@material-ui/icons/ExpandMore';
import MoreIcon from '@material-ui/icons/MoreVert';
import {
  MiddleEllipsis,
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { WorkloadRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { useState } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { ActionControl } from '../actions/ActionControl';
import { HistoryDialog } from '../actions/HistoryDialog';
import { useOpenPlan } from '../actions/PlanContext';
import {
  canRoll,
  canScale,
  restartRequest,
  scaleRequest,
} from '../actions/requests';
import { ScalePopover } from '../actions/ScalePopover';
import { PodGroup } from '../model/groups';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      gap: 16,
      height: 47,
      minWidth: 0,
    },
    chevron: { color: theme.palette.text.secondary, flex: '0 0 auto' },
    name: { flex: '0 1 auto', minWidth: 64, fontWeight: 600, marginLeft: -8 },
    fact: {
      flex: '0 0 auto',
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      [theme.breakpoints.down('sm')]: { display: 'none' },
    },
    message: {
      flex: '0 1 auto',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      color: theme.palette.text.primary,
    },
    state: { flex: '0 0 auto', fontVariantNumeric: 'tabular-nums' },
    buttons: {
      marginLeft: 'auto',
      display: 'flex',
      gap: 8,
      flex: '0 0 auto',
    },
  }),
  { name: 'TitaniumWorkloadHead' },
);

function Facts(props: { workload: WorkloadRow }) {
  const { workload } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { hpa } = workload;
  const range = hpa && { min: String(hpa.min), max: String(hpa.max) };
  return (
    <>
      {workload.health !== 'healthy' && workload.message && (
        <span className={`${classes.fact} ${classes.message}`}>
          {visibleText(workload.message)}
        </span>
      )}
      {workload.version && (
        <span
          className={classes.fact}
          title={t('pods.workload.version', { version: workload.version })}
        >
          {visibleText(workload.version)}
        </span>
      )}
      {hpa && range && (
        <span
          className={classes.fact}
          title={t('pods.workload.hpaTitle', {
            ...range,
            name: hpa.name,
            current: String(hpa.current),
            target: hpa.cpuTarget === null ? '–' : `${hpa.cpuTarget} %`,
          })}
        >
          {hpa.cpuPercent === null
            ? t('pods.workload.hpa', range)
            : t('pods.workload.hpaAt', {
                ...range,
                percent: String(hpa.cpuPercent),
              })}
        </span>
      )}
    </>
  );
}

function Buttons(props: { workload: WorkloadRow; entityRef: string }) {
  const { workload, entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const theme = useTheme();
  const wide = useMediaQuery(theme.breakpoints.up('md'));
  const openPlan = useOpenPlan();
  const [scaleAnchor, setScaleAnchor] = useState<HTMLElement | null>(null);
  const [menuAnchor, setMenuAnchor] = useState<HTMLElement | null>(null);
  const [historyOpen, setHistoryOpen] = useState(false);
  const scale = scaleRequest(workload, workload.desired, entityRef);
  const restart = restartRequest(workload, entityRef);
  const { name } = workload;
  return (
    <span className={classes.buttons}>
      {wide ? (
        <>
          {canScale(workload) && (
            <ActionControl
              label={t('pods.actions.scale')}
              name={name}
              request={scale}
              onAsk={setScaleAnchor}
            />
          )}
          <ActionControl
            label={t('pods.actions.restart')}
            name={name}
            request={restart}
          />
          <HistoryButton name={name} onClick={() => setHistoryOpen(true)} />
        </>
      ) : (
        <>
          <IconButton
            size="small"
            aria-haspopup="menu"
            aria-label={t('pods.actions.more', { name })}
            onClick={event => setMenuAnchor(event.currentTarget)}
          >
            <MoreIcon />
          </IconButton>
          <Menu
            open={menuAnchor !== null}
            anchorEl={menuAnchor}
            onClose={() => setMenuAnchor(null)}
          >
            {canScale(workload) && (
              <MenuItem
                onClick={() => {
                  setScaleAnchor(menuAnchor);
                  setMenuAnchor(null);
                }}
              >
                {t('pods.actions.scale')}
              </MenuItem>
            )}
            <MenuItem
              onClick={() => {
                setMenuAnchor(null);
                openPlan(restart);
              }}
            >
              {t('pods.actions.restart')}
            </MenuItem>
            <MenuItem
              onClick={() => {
                setMenuAnchor(null);
                setHistoryOpen(true);
              }}
            >
              {t('pods.actions.history')}
            </MenuItem>
          </Menu>
        </>
      )}
      <ScalePopover
        workload={workload}
        entityRef={entityRef}
        anchor={scaleAnchor}
        onClose={() => setScaleAnchor(null)}
      />
      <HistoryDialog
        workload={workload}
        entityRef={entityRef}
        open={historyOpen}
        onClose={() => setHistoryOpen(false)}
      />
    </span>
  );
}

function HistoryButton(props: { name: string; onClick: () => void }) {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const label = t('pods.actions.history');
  return (
    <Button
      size="small"
      variant="outlined"
      aria-label={`${label}: ${props.name}`}
      onClick={props.onClick}
    >
      {label}
    </Button>
  );
}

/** A workload in one line: how it is, how it scales, and what can be done with it. */
export function WorkloadHead(props: {
  group: PodGroup;
  expanded: boolean;
  entityRef: string;
  onToggle: (id: string, expanded: boolean) => void;
}) {
  const { group, expanded, entityRef, onToggle } = props;
  const { workload } = group;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const name = workload?.name ?? t('pods.bare');
  const Chevron = expanded ? OpenIcon : ClosedIcon;
  return (
    <div className={classes.root}>
      <IconButton
        size="small"
        tabIndex={-1}
        className={classes.chevron}
        aria-label={t(
          expanded ? 'pods.workload.collapse' : 'pods.workload.expand',
          { name },
        )}
        onClick={() => onToggle(group.id, !expanded)}
      >
        <Chevron />
      </IconButton>
      {workload ? (
        <>
          <span className={classes.name} title={`${workload.kind}/${name}`}>
            <MiddleEllipsis text={name} tail={5} />
          </span>
          <span className={classes.state} title={visibleText(workload.message)}>
            <StateChip health={workload.health}>
              {t('pods.workload.ready', {
                ready: String(workload.ready),
                desired: String(workload.desired),
              })}
            </StateChip>
          </span>
          <Facts workload={workload} />
          {canRoll(workload) && (
            <Buttons workload={workload} entityRef={entityRef} />
          )}
        </>
      ) : (
        <span className={classes.name}>{name}</span>
      )}
    </div>
  );
}
