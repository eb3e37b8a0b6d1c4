import { LintRule } from '@titanium-portal/backstage-plugin-titanium-common';

const DATABASES =
  /(?:^|-)(?:postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|cassandra|etcd|clickhouse)(?:-|$)/;

/** Replicas of a database's StatefulSet are separate databases. */
export const databaseScale: LintRule = ({ text, statement }) => {
  const { action, input } = statement ?? {};
  const name = String(input?.name ?? '');
  if (
    action !== 'kubernetes.workload.scale' ||
    input?.kind !== 'statefulset' ||
    !DATABASES.test(name) ||
    !(Number(input.replicas) > 1)
  ) {
    return undefined;
  }
  return {
    code: 'database-scale',
    message: `More than one replica of ${name} makes separate databases with a volume each, not copies of one.`,
    values: { name },
    correction: text.replace(
      /(--replicas[=\s]\s*)\d+/,
      (_, flag) => `${flag}1`,
    ),
  };
};
