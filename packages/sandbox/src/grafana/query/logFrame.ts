import { Frame } from './frames';

interface Stream {
  stream: Record<string, string>;
  values: [timeNs: string, line: string][];
}

/** Lines as one frame, newest first. */
export function logFrame(
  refId: string,
  expr: string,
  streams: readonly Stream[],
): Frame {
  const lines = streams
    .flatMap(({ stream, values }) =>
      values.map(([timeNs, line]) => ({ stream, timeNs, line })),
    )
    .sort((a, b) => (a.timeNs < b.timeNs ? 1 : -Number(a.timeNs > b.timeNs)));
  return {
    schema: {
      refId,
      meta: {
        typeVersion: [0, 0],
        custom: { frameType: 'LabeledTimeValues' },
        executedQueryString: `Expr: ${expr}`,
      },
      fields: [
        {
          name: 'labels',
          type: 'other',
          typeInfo: { frame: 'json.RawMessage' },
        },
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' } },
        { name: 'Line', type: 'string', typeInfo: { frame: 'string' } },
        { name: 'tsNs', type: 'string', typeInfo: { frame: 'string' } },
        { name: 'id', type: 'string', typeInfo: { frame: 'string' } },
      ],
    },
    data: {
      values: [
        lines.map(({ stream }) => stream),
        lines.map(({ timeNs }) => Number(BigInt(timeNs) / 1_000_000n)),
        lines.map(({ line }) => line),
        lines.map(({ timeNs }) => timeNs),
        lines.map(({ timeNs }, index) => `${timeNs}_${index}`),
      ],
    },
  };
}
