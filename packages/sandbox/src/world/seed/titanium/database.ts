import { SeedObject, seedObject } from '../manifest';
import { resources, service, statefulSet } from '../workloads';
import { NAMESPACE } from './services';

const ID = { 'backstage.io/kubernetes-id': 'postgres' };

/** PostgreSQL and its nightly backup. */
export function databaseSeed(): SeedObject[] {
  return [
    statefulSet({
      name: 'postgres',
      namespace: NAMESPACE,
      serviceName: 'postgres',
      labels: { app: 'postgres', tier: 'database', ...ID },
      annotations: { ...ID, 'kubernetes.io/change-cause': 'PostgreSQL 15' },
      podAnnotations: ID,
      containers: [
        {
          name: 'postgres',
          image: 'postgres:15',
          ports: [{ name: 'postgres', containerPort: 5432 }],
          env: [
            { name: 'POSTGRES_USER', value: 'postgres' },
            { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' },
            {
              name: 'POSTGRES_PASSWORD',
              valueFrom: {
                secretKeyRef: {
                  name: 'postgres-secret',
                  key: 'POSTGRES_PASSWORD',
                },
              },
            },
          ],
          resources: resources(['250m', '256Mi'], ['1', '1Gi']),
          readinessProbe: {
            exec: { command: ['pg_isready', '-U', 'postgres'] },
            initialDelaySeconds: 2,
            periodSeconds: 10,
          },
          volumeMounts: [
            { name: 'postgres-data', mountPath: '/var/lib/postgresql/data' },
          ],
        },
      ],
      spec: {
        volumeClaimTemplates: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'postgres-data' },
            spec: claimSpec('10Gi'),
            status: { phase: 'Pending' },
          },
        ],
      },
    }),
    service({
      name: 'postgres',
      namespace: NAMESPACE,
      labels: { app: 'postgres', ...ID },
      annotations: ID,
      selector: { app: 'postgres' },
      clusterIP: 'None',
      ports: [{ name: 'tcp-postgres', port: 5432, targetPort: 'postgres' }],
    }),
    seedObject('persistentVolumeClaims', {
      metadata: { name: 'backup-pvc', namespace: NAMESPACE },
      spec: claimSpec('5Gi'),
      status: { phase: 'Pending' },
    }),
    backup(),
  ];
}

function claimSpec(storage: string) {
  return {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage } },
    storageClassName: 'local-path',
    volumeMode: 'Filesystem',
  };
}

function backup(): SeedObject {
  return seedObject('cronJobs', {
    metadata: {
      name: 'postgres-backup',
      namespace: NAMESPACE,
      labels: { app: 'postgres-backup', ...ID },
      annotations: ID,
    },
    spec: {
      schedule: '0 2 * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        metadata: { labels: ID },
        spec: {
          backoffLimit: 2,
          template: {
            metadata: {
              labels: { app: 'postgres-backup', ...ID },
              annotations: { 'sidecar.istio.io/inject': 'false' },
            },
            spec: {
              restartPolicy: 'OnFailure',
              containers: [
                {
                  name: 'backup',
                  image: 'postgres:15',
                  command: ['/bin/sh', '-c'],
                  args: [
                    'pg_dump -h postgres -U postgres blog_db > /backup/blog_db.sql',
                  ],
                  env: [
                    {
                      name: 'PGPASSWORD',
                      valueFrom: {
                        secretKeyRef: {
                          name: 'postgres-secret',
                          key: 'POSTGRES_PASSWORD',
                        },
                      },
                    },
                  ],
                  volumeMounts: [{ name: 'backup', mountPath: '/backup' }],
                },
              ],
              volumes: [
                {
                  name: 'backup',
                  persistentVolumeClaim: { claimName: 'backup-pvc' },
                },
              ],
            },
          },
        },
      },
    },
    status: {},
  });
}
