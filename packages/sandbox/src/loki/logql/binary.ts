import { MetricPlan } from './plan';
import { Tree } from './tree';

/** Reads a `MetricExpr` node. */
type ReadMetric = (node: Tree) => MetricPlan;

const OPERATORS: Record<string, { text: string; power: number }> = {
  Or: { text: 'or', power: 1 },
  And: { text: 'and', power: 2 },
  Unless: { text: 'unless', power: 2 },
  Eql: { text: '==', power: 3 },
  Neq: { text: '!=', power: 3 },
  Gtr: { text: '>', power: 3 },
  Gte: { text: '>=', power: 3 },
  Lss: { text: '<', power: 3 },
  Lte: { text: '<=', power: 3 },
  Add: { text: '+', power: 4 },
  Sub: { text: '-', power: 4 },
  Mul: { text: '*', power: 5 },
  Div: { text: '/', power: 5 },
  Mod: { text: '%', power: 5 },
  Pow: { text: '^', power: 6 },
};

interface Link {
  operator: { text: string; power: number };
  modifier: Tree | undefined;
}

/** The grammar knows no precedence between all operators, so the chain is put in order here. */
export function readBinary(node: Tree, readOperand: ReadMetric): MetricPlan {
  const operands: MetricPlan[] = [];
  const links: Link[] = [];
  flattenChain(node, operands, links, readOperand);
  let at = 0;
  const climb = (least: number): MetricPlan => {
    let left = operands[at];
    while (at < links.length && links[at].operator.power >= least) {
      const { operator, modifier } = links[at];
      at += 1;
      const isRight = operator.text === '^';
      const right = climb(operator.power + (isRight ? 0 : 1));
      left = {
        ...readModifier(modifier),
        operator: operator.text,
        left,
        right,
      };
    }
    return left;
  };
  return climb(0);
}

function flattenChain(
  node: Tree,
  operands: MetricPlan[],
  links: Link[],
  readOperand: ReadMetric,
): void {
  const children = node.children();
  const operator = children.find(({ name }) => name in OPERATORS)!;
  const [left, right] = node.all('Expr');
  flattenOperand(left, operands, links, readOperand);
  links.push({
    operator: OPERATORS[operator.name],
    modifier: node.child('BinOpModifier'),
  });
  flattenOperand(right, operands, links, readOperand);
}

function flattenOperand(
  node: Tree,
  operands: MetricPlan[],
  links: Link[],
  readOperand: ReadMetric,
): void {
  const metric = node.child('MetricExpr');
  if (!metric) {
    throw node.fail(
      'unexpected type for leg of binary operation: *syntax.MatchersExpr',
    );
  }
  const inner = metric.child('BinOpExpr');
  if (inner && !metric.text.startsWith('(')) {
    flattenChain(inner, operands, links, readOperand);
  } else if (inner) {
    operands.push(readBinary(inner, readOperand));
  } else {
    operands.push(readOperand(metric));
  }
}

function readModifier(node: Tree | undefined) {
  const labels = (list: Tree | undefined) =>
    (list?.child('GroupingLabelList')?.list('GroupingLabel') ?? []).map(
      ({ text }) => text,
    );
  const matching = node?.child('OnOrIgnoringModifier');
  const names = labels(matching?.child('GroupingLabels'));
  const group: 'left' | 'right' | undefined =
    (node?.child('GroupLeft') && 'left') ||
    (node?.child('GroupRight') && 'right') ||
    undefined;
  return {
    type: 'binary' as const,
    bool: node?.child('Bool') !== undefined,
    on: matching?.child('On') && names,
    ignoring: matching?.child('Ignoring') && names,
    group,
    include: labels(node?.child('GroupingLabels')),
  };
}
