import { CustomErrorBase } from '@backstage/errors';

/** What Grafana answers as JSON. */
export class GrafanaError extends CustomErrorBase {
  name = 'GrafanaError' as const;

  constructor(
    readonly status: number,
    message: string,
    readonly messageId?: string,
  ) {
    super(message);
  }
}
