import { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { HighlightStyle, LRLanguage } from '@codemirror/language';
import { parser } from '@grafana/lezer-logql';
import { styleTags, tags } from '@lezer/highlight';
import { Theme } from '@material-ui/core/styles';
import { ansiColor } from '@titanium-portal/backstage-plugin-titanium-react';

/** LogQL as Grafana's editor reads it. */
export const logqlLanguage = LRLanguage.define({
  name: 'logql',
  parser: parser.configure({
    props: [
      styleTags({
        LineComment: tags.lineComment,
        String: tags.string,
        'Number Duration Bytes': tags.number,
        'Matcher/Identifier LabelName GroupingLabel DropLabel KeepLabel':
          tags.propertyName,
        Identifier: tags.variableName,
        'Eq Neq Re Nre PipeExact PipeMatch PipePattern Npa Gtr Gte Lss Lte Eql':
          tags.compareOperator,
        'Pipe Add Sub Mul Div Mod Pow': tags.operator,
        'Json Logfmt Unpack Pattern Regexp Unwrap LineFormat LabelFormat Decolorize Drop Keep Ip':
          tags.keyword,
        'By Without And Or Unless On Ignoring GroupLeft GroupRight Bool Offset':
          tags.keyword,
        'CountOverTime Rate RateCounter BytesOverTime BytesRate AvgOverTime SumOverTime MinOverTime MaxOverTime QuantileOverTime FirstOverTime LastOverTime AbsentOverTime Sum Avg Count Max Min Topk Bottomk Stddev Stdvar Sort Sort_Desc':
          tags.function(tags.name),
      }),
    ],
  }),
});

/** Its colours, from the same tokens as a terminal's. */
export function logqlHighlight(theme: Theme): HighlightStyle {
  return HighlightStyle.define([
    { tag: tags.lineComment, color: theme.palette.text.secondary },
    { tag: tags.string, color: ansiColor(theme, 'green') },
    { tag: tags.number, color: ansiColor(theme, 'cyan') },
    { tag: tags.propertyName, color: ansiColor(theme, 'blue') },
    { tag: tags.keyword, color: ansiColor(theme, 'magenta') },
    { tag: tags.function(tags.name), color: ansiColor(theme, 'magenta') },
    { tag: tags.compareOperator, color: theme.palette.text.secondary },
    { tag: tags.operator, color: theme.palette.text.secondary },
  ]);
}

const STAGES = ['json', 'logfmt', 'line_format', 'label_format', 'unwrap'];
const FUNCTIONS = ['count_over_time', 'rate', 'bytes_rate', 'sum', 'topk'];

/** Labels and their values. */
export type KnownLabels = ReadonlyMap<string, readonly string[]>;

/** Completes names of labels, their values within quotes, stages after a bar and functions at the beginning. */
export function completeLogql(labels: () => Promise<KnownLabels>) {
  return async (
    context: CompletionContext,
  ): Promise<CompletionResult | null> => {
    const before = context.state.sliceDoc(
      Math.max(0, context.pos - 500),
      context.pos,
    );
    const value = /([A-Za-z_]\w*)\s*(?:=~|!~|!=|=)\s*"([^"\\\n]*)$/.exec(
      before,
    );
    if (value) {
      const values = (await labels()).get(value[1]) ?? [];
      return {
        from: context.pos - value[2].length,
        options: values.map(label => ({ label, type: 'text' })),
        validFor: /^[^"\\]*$/,
      };
    }
    const name = /(?:[{,]|\|)\s*([A-Za-z_]\w*)?$/.exec(before);
    const quotes = before.match(/(?<!\\)"/g)?.length ?? 0;
    if (name && quotes % 2 === 0) {
      const names = [...(await labels()).keys()];
      const stages = /\|\s*\w*$/.test(before) ? STAGES : [];
      return {
        from: context.pos - (name[1]?.length ?? 0),
        options: [
          ...names.map(label => ({ label, type: 'property' })),
          ...stages.map(label => ({ label, type: 'keyword' })),
        ],
        validFor: /^\w*$/,
      };
    }
    const start = /^\s*([a-z_]+)$/.exec(before);
    return start
      ? {
          from: context.pos - start[1].length,
          options: FUNCTIONS.map(label => ({ label, type: 'function' })),
          validFor: /^\w*$/,
        }
      : null;
  };
}
