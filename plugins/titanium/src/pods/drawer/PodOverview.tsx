import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  MiddleEllipsis,
  monospace,
  RelativeTime,
  SkeletonRows,
  titaniumApiRef,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { WorkloadRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { ReactNode } from 'react';
import { titaniumTranslationRef } from '../../translation';
import { PodItem } from '../model/rows';
import { ContainerList } from './ContainerList';
import { PodActions } from './PodActions';
import { DescriptionTable } from './DescriptionTable';
import { describeRequest, sectionOf } from './reads';
import { useRead } from './useRead';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: '16px 24px 24px',
      [theme.breakpoints.down('xs')]: { padding: '12px 16px 24px' },
    },
    message: {
      ...monospace,
      margin: '0 0 16px',
      padding: '8px 12px',
      fontSize: 13,
      lineHeight: '20px',
      borderRadius: 4,
      background: theme.palette.action.hover,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
    facts: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
      gap: '8px 24px',
      margin: 0,
    },
    fact: { minWidth: 0 },
    wide: { [theme.breakpoints.up('sm')]: { gridColumn: 'span 2' } },
    term: { fontSize: 12, color: theme.palette.text.secondary },
    value: {
      margin: 0,
      fontSize: 13,
      lineHeight: '20px',
      minWidth: 0,
    },
    heading: { margin: '24px 0 8px', fontSize: 14, fontWeight: 600 },
  }),
  { name: 'TitaniumPodOverview' },
);

function Fact(props: { name: string; wide?: boolean; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={`${classes.fact} ${props.wide ? classes.wide : ''}`}>
      <dt className={classes.term}>{props.name}</dt>
      <dd className={classes.value}>{props.children}</dd>
    </div>
  );
}

/** What the pod is, where it runs, how its containers are, and what can be done. */
export function PodOverview(props: {
  item: PodItem;
  gone: boolean;
  workload: WorkloadRow | undefined;
  onLogs: (container: string) => void;
  entityRef: string;
}) {
  const { item, gone, workload, onLogs, entityRef } = props;
  const { pod } = item;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const api = useApi(titaniumApiRef);
  const read = useRead(api, gone ? null : describeRequest(pod, entityRef));
  const conditions = sectionOf(read.answer?.result, 'conditions');
  return (
    <div className={classes.root}>
      {pod.message && (
        <p className={classes.message}>{visibleText(pod.message)}</p>
      )}
      <dl className={classes.facts}>
        <Fact name={t('pods.drawer.facts.namespace')}>
          <MiddleEllipsis text={pod.namespace} />
        </Fact>
        <Fact name={t('pods.drawer.facts.cluster')}>
          <MiddleEllipsis text={pod.cluster} />
        </Fact>
        <Fact wide name={t('pods.drawer.facts.workload')}>
          {workload ? (
            <MiddleEllipsis text={`${workload.kind}/${workload.name}`} />
          ) : (
            '–'
          )}
        </Fact>
        <Fact name={t('pods.drawer.facts.node')}>
          {pod.node ? <MiddleEllipsis text={pod.node} /> : t('pods.noNode')}
        </Fact>
        <Fact name={t('pods.drawer.facts.ip')}>
          {pod.ip ? <MiddleEllipsis text={pod.ip} tail={15} /> : '–'}
        </Fact>
        <Fact name={t('pods.drawer.facts.started')}>
          <RelativeTime time={pod.createdAt} />
        </Fact>
      </dl>
      <h3 className={classes.heading}>{t('pods.drawer.containers')}</h3>
      <ContainerList pod={pod} onLogs={onLogs} />
      {!gone && (
        <>
          <h3 className={classes.heading}>{t('pods.drawer.conditions')}</h3>
          {conditions ? (
            <DescriptionTable table={conditions} />
          ) : (
            read.reading && <SkeletonRows rows={4} height={28} />
          )}
          <h3 className={classes.heading}>{t('pods.drawer.actions')}</h3>
          <PodActions pod={pod} workload={workload} entityRef={entityRef} />
        </>
      )}
    </div>
  );
}
