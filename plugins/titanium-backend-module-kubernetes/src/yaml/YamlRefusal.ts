/** Where in a text something is wrong; both count from one. */
export interface YamlPosition {
  line: number;
  column: number;
}

/** Thrown for a text that is not read, with the place where there is one. Knows neither Node nor Backstage. */
export class YamlRefusal extends Error {
  constructor(message: string, readonly position?: YamlPosition) {
    super(message);
    this.name = 'YamlRefusal';
  }
}
