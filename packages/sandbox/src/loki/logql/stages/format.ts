import { badQuery } from '../../errors';
import { readMatcher } from '../matchers';
import { Row, Stage } from '../row';
import { Tree } from '../tree';
import { compileTemplate } from './template';

// eslint-disable-next-line no-control-regex
const ANSI = /\u001b\[[0-9;:?]*[ -/]*[@-~]/g;

export const decolorize: Stage = row => {
  row.line = row.line.replace(ANSI, '');
  return true;
};

export function lineFormat(node: Tree): Stage {
  const template = compileTemplate(node.child('String')!.string);
  return row => {
    row.line = template(row);
    return true;
  };
}

/** `| label_format new=old, other="{{.template}}"`: an old name is given up for the new. */
export function labelFormat(node: Tree): Stage {
  const changes = node
    .child('LabelsFormat')!
    .list('LabelFormatMatcher')
    .map(item => {
      const [name, , value] = item.children();
      return {
        name: name.text,
        old: value.name === 'String' ? undefined : value.text,
        template:
          value.name === 'String' ? compileTemplate(value.string) : undefined,
      };
    });
  const names = changes.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw badQuery(
      `parse error : multiple label name '${twice}' not allowed in a single format operation`,
    );
  }
  return row => {
    for (const { name, old, template } of changes) {
      if (template) {
        row.set(name, template(row));
      } else {
        row.set(name, row.get(old!) ?? '');
        row.delete(old!);
      }
    }
    return true;
  };
}

interface Choice {
  name: string;
  test(value: string): boolean;
}

function choices(items: Tree[]): Choice[] {
  return items.map(item => {
    const matcher = item.child('Matcher');
    return matcher
      ? readMatcher(matcher)
      : { name: item.text, test: () => true };
  });
}

export function dropLabels(node: Tree): Stage {
  const dropped = choices(node.child('DropLabels')!.list('DropLabel'));
  return row => {
    for (const { name, test } of dropped) {
      if (test(row.get(name) ?? '')) {
        row.delete(name);
      }
    }
    return true;
  };
}

export function keepLabels(node: Tree): Stage {
  const kept = choices(node.child('KeepLabels')!.list('KeepLabel'));
  const stays = (row: Row, name: string) =>
    name.startsWith('__') ||
    kept.some(
      choice => choice.name === name && choice.test(row.get(name) ?? ''),
    );
  return row => {
    for (const name of Object.keys(row.labels())) {
      if (!stays(row, name)) {
        row.delete(name);
      }
    }
    return true;
  };
}
