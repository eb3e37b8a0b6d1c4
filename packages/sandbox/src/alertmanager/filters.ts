import { MatchOperator, Matcher } from '../world/metrics/tsdb/matchers';
import { refused } from './errors';

const MATCHER =
  /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)\s*((?:[^\\,"{}]|\\[n"\\])*|"(?:[^\\"]|\\[n"\\])*")\s*$/;

/** The matchers of `filter` parameters: `name="value"`, several make an "and". */
export function readFilters(texts: readonly string[]): Matcher[] {
  return texts.map(text => {
    const match = MATCHER.exec(text);
    if (!match) {
      throw refused(400, `bad matcher format: ${text}`);
    }
    const [, name, operator, quoted] = match;
    const value = quoted
      .replace(/^"([\s\S]*)"$/, '$1')
      .replace(/\\(n|"|\\)/g, (_whole, char) => (char === 'n' ? '\n' : char));
    try {
      return new Matcher(name, operator as MatchOperator, value);
    } catch (error) {
      throw refused(400, (error as Error).message);
    }
  });
}
