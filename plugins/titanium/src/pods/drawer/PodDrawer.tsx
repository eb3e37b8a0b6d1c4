import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import CloseIcon from '@material-ui/icons/Close';
import {
  CopyButton,
  EmptyState,
  MiddleEllipsis,
  SkeletonRows,
  StateChip,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useId, useRef } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { PodItem, PodsData } from '../model/rows';
import { DRAWER_TABS, DrawerTab, PodsUrlState } from '../urlState';
import { PodEvents } from './PodEvents';
import { PodLogs } from './PodLogs';
import { PodOverview } from './PodOverview';
import { PodYaml } from './PodYaml';

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: 'min(920px, 100vw)',
      display: 'flex',
      flexDirection: 'column',
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      gap: 12,
      padding: '12px 12px 4px 24px',
      [theme.breakpoints.down('xs')]: { paddingLeft: 16 },
    },
    name: {
      flex: '0 1 auto',
      minWidth: 0,
      margin: 0,
      fontSize: 16,
      fontWeight: 600,
    },
    close: { marginLeft: 'auto' },
    tabs: {
      minHeight: 40,
      padding: '0 16px',
      borderBottom: `1px solid ${theme.palette.divider}`,
      [theme.breakpoints.down('xs')]: { padding: '0 8px' },
    },
    tab: {
      minHeight: 40,
      minWidth: 64,
      padding: '0 12px',
      fontSize: 14,
      letterSpacing: 'normal',
      textTransform: 'none',
      color: theme.palette.text.secondary,
      opacity: 1,
      '&[aria-selected="true"]': {
        color: theme.palette.text.primary,
        fontWeight: 600,
      },
    },
    gone: {
      padding: '8px 24px',
      fontSize: 13,
      background: theme.palette.action.hover,
    },
    panel: {
      flex: 1,
      minHeight: 0,
      overflow: 'auto',
      display: 'flex',
      flexDirection: 'column',
    },
  }),
  { name: 'TitaniumPodDrawer' },
);

function findPod(data: PodsData, name: string): PodItem | undefined {
  for (const item of data.items.values()) {
    if (item.pod.name === name) return item;
  }
  return undefined;
}

/** Keeps the last state of a pod that went away while it was looked at. */
function usePod(data: PodsData, name: string | null) {
  const last = useRef<PodItem>();
  const found = name ? findPod(data, name) : undefined;
  useEffect(() => {
    if (found) last.current = found;
  });
  const kept = last.current?.pod.name === name ? last.current : undefined;
  return { item: found ?? kept, gone: !found && kept !== undefined };
}

function Panel(props: {
  tab: DrawerTab;
  item: PodItem;
  data: PodsData;
  gone: boolean;
  state: PodsUrlState;
  onChange: PodDrawerProps['onChange'];
  entityRef: string;
}) {
  const { tab, item, data, gone, state, onChange, entityRef } = props;
  switch (tab) {
    case 'logs':
      return (
        <PodLogs
          pod={item.pod}
          workload={
            item.pod.workload
              ? data.workloads.get(item.pod.workload)
              : undefined
          }
          state={state.logs}
          onChange={logs => onChange({ logs })}
          entityRef={entityRef}
        />
      );
    case 'events':
      return <PodEvents pod={item.pod} entityRef={entityRef} />;
    case 'yaml':
      return <PodYaml pod={item.pod} entityRef={entityRef} />;
    default:
      return (
        <PodOverview
          item={item}
          gone={gone}
          workload={
            item.pod.workload
              ? data.workloads.get(item.pod.workload)
              : undefined
          }
          onLogs={container =>
            onChange({ drawer: 'logs', logs: { container } })
          }
          entityRef={entityRef}
        />
      );
  }
}

interface PodDrawerProps {
  data: PodsData;
  ready: boolean;
  state: PodsUrlState;
  onChange: (
    change: Partial<Omit<PodsUrlState, 'logs'>> & {
      logs?: Partial<PodsUrlState['logs']>;
    },
  ) => void;
  entityRef: string;
}

/** Everything about one pod, beside the table. */
export function PodDrawer(props: PodDrawerProps) {
  const { data, ready, state, onChange, entityRef } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const id = useId();
  const { item, gone } = usePod(data, state.pod);
  const name = state.pod ?? '';
  const close = () => onChange({ pod: null });
  return (
    <Drawer
      anchor="right"
      open={state.pod !== null}
      onClose={close}
      classes={{ paper: classes.paper }}
      PaperProps={
        {
          role: 'dialog',
          'aria-modal': true,
          'aria-label': t('pods.drawer.label', { name }),
          'data-titanium': 'pod-drawer',
        } as object
      }
    >
      <header className={classes.head}>
        <h2 className={classes.name}>
          <MiddleEllipsis text={name} tail={12} />
        </h2>
        <CopyButton text={name} />
        {item && (
          <StateChip health={item.pod.health}>
            {visibleText(item.pod.status)}
          </StateChip>
        )}
        <IconButton
          size="small"
          className={classes.close}
          aria-label={t('pods.drawer.close')}
          title={t('pods.drawer.close')}
          onClick={close}
        >
          <CloseIcon />
        </IconButton>
      </header>
      {item ? (
        <>
          <Tabs
            className={classes.tabs}
            value={state.drawer}
            onChange={(_, drawer: DrawerTab) => onChange({ drawer })}
            aria-label={t('pods.drawer.parts')}
            variant="scrollable"
            scrollButtons="off"
            indicatorColor="primary"
          >
            {DRAWER_TABS.map(tab => (
              <Tab
                key={tab}
                className={classes.tab}
                value={tab}
                label={t(`pods.drawer.tabs.${tab}`)}
                id={`${id}-tab-${tab}`}
                aria-controls={`${id}-panel`}
              />
            ))}
          </Tabs>
          {gone && (
            <div className={classes.gone} role="status">
              {t('pods.drawer.gone')}
            </div>
          )}
          <div
            className={classes.panel}
            role="tabpanel"
            id={`${id}-panel`}
            aria-labelledby={`${id}-tab-${state.drawer}`}
            // A panel that scrolls must be reachable by keyboard.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
          >
            <Panel
              tab={state.drawer}
              item={item}
              data={data}
              gone={gone}
              state={state}
              onChange={onChange}
              entityRef={entityRef}
            />
          </div>
        </>
      ) : (
        state.pod !== null &&
        (ready ? (
          <EmptyState title={t('pods.drawer.notFound', { name })} />
        ) : (
          <SkeletonRows />
        ))
      )}
    </Drawer>
  );
}
