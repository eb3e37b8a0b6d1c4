import { badQuery } from '../../errors';
import { compileRegex } from '../regex';
import { Row, Stage } from '../row';
import { Tree } from '../tree';
import {
  decolorize,
  dropLabels,
  keepLabels,
  labelFormat,
  lineFormat,
} from './format';
import { json, jsonPaths, unpack } from './json';
import { labelFilter } from './labelFilter';
import { lineFilters } from './lineFilter';
import { logfmt } from './logfmt';
import { compilePattern } from './pattern';

/** Reads a `PipelineStage` node. */
export function readStage(node: Tree): Stage[] {
  const stage = node.children().find(({ name }) => name !== 'Pipe')!;
  switch (stage.name) {
    case 'LineFilters':
      return lineFilters(stage);
    case 'LogfmtParser':
    case 'LogfmtExpressionParser':
      return [logfmtStage(stage)];
    case 'LabelParser':
      return [parser(stage)];
    case 'JsonExpressionParser':
      return [jsonPaths(extractions(stage))];
    case 'LabelFilter':
      return [labelFilter(stage)];
    case 'LineFormatExpr':
      return [lineFormat(stage)];
    case 'LabelFormatExpr':
      return [labelFormat(stage)];
    case 'DecolorizeExpr':
      return [decolorize];
    case 'DropLabelsExpr':
      return [dropLabels(stage)];
    case 'KeepLabelsExpr':
      return [keepLabels(stage)];
    default:
      throw stage.fail(`unexpected ${stage.text.slice(0, 40)}`);
  }
}

function extractions(node: Tree) {
  return node
    .child('LabelExtractionExpressionList')!
    .list('LabelExtractionExpression')
    .map(item => ({
      name: item.child('Identifier')!.text,
      path: item.child('String')?.string ?? item.child('Identifier')!.text,
    }));
}

function logfmtStage(node: Tree): Stage {
  const flags = (node.child('LogfmtParserFlags')?.list('ParserFlag') ?? []).map(
    ({ text }) => text,
  );
  return logfmt({
    strict: flags.includes('--strict'),
    keepEmpty: flags.includes('--keep-empty'),
    wanted:
      node.name === 'LogfmtExpressionParser' ? extractions(node) : undefined,
  });
}

function parser(node: Tree): Stage {
  const [kind, argument] = node.children();
  switch (kind.name) {
    case 'Json':
      return json;
    case 'Unpack':
      return unpack;
    case 'Pattern': {
      const pattern = compilePattern(argument.string, true);
      return extracting(line => pattern.match(line));
    }
    default:
      return regexpStage(argument.string);
  }
}

function regexpStage(source: string): Stage {
  const regex = compileRegex(source);
  const names = regex.groups;
  if (!names.some(name => name !== null)) {
    throw badQuery('parse error : at least one named capture must be supplied');
  }
  return extracting(line => {
    const groups = regex.exec(line);
    return (
      groups &&
      names.flatMap((name, index): [string, string][] =>
        name !== null && groups[index] !== undefined
          ? [[name, groups[index]!]]
          : [],
      )
    );
  });
}

function extracting(
  read: (line: string) => Iterable<readonly [string, string]> | undefined,
): Stage {
  return (row: Row) => {
    for (const [name, value] of read(row.line) ?? []) {
      row.extract(name, value);
    }
    return true;
  };
}
