import { parseDashboardSelector } from './selector';

const dashboard = (...tags: string[]) => ({
  title: 'Golden signals',
  folderTitle: 'Team',
  tags,
});

describe('parseDashboardSelector', () => {
  it.each([
    ['a', ['a'], true],
    ['a', ['b'], false],
    ['two words', ['two words'], true],
    ['a && b', ['a'], false],
    ['a && b', ['a', 'b'], true],
    ['a || b && !c', ['b', 'c'], false],
    ['a || b && !c', ['a', 'c'], true],
    ['(a || b) && !c', ['a', 'c'], false],
    ["'x y' && !!a", ['x y', 'a'], true],
    ["tags @> 'a' && title == 'Golden signals'", ['a'], true],
    ['title != "Golden signals"', [], false],
    ["folderTitle == 'Team'", [], true],
  ])('%s of %j: %s', (text, tags, expected) => {
    const { matches } = parseDashboardSelector(text);
    expect(matches(dashboard(...tags))).toBe(expected);
  });

  it('knows when Grafana can look for the tag itself', () => {
    expect(parseDashboardSelector('a b').tag).toBe('a b');
    expect(parseDashboardSelector('a && b').tag).toBeUndefined();
  });

  it.each([
    ['a &&', 'expected a tag at character 5'],
    ['(a', 'expected ) at character 3'],
    ['a)', 'unexpected text at character 2'],
    ["a && 'b", 'unexpected text'],
    ["url @> 'x'", 'expected tags @>'],
    ['!'.repeat(100), 'nested too deep'],
    ['a'.repeat(2000), 'too long'],
  ])('refuses %s', (text, message) => {
    expect(() => parseDashboardSelector(text)).toThrow(message);
  });
});
