import { MOST_CHARACTERS } from '../../actions/manifest/readYaml';
import { Problem } from '../problem';
import { NotBuilt, notBuilt } from './notBuilt';

/** What kubectl takes for a kustomization, in its order. */
const KUSTOMIZATIONS = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];
const MOST_FILES = 50;

/** Reads one file of the source, by its names from the folder that the source location names. */
export type ReadFile = (
  names: readonly string[],
) => Promise<{ url: string; text: string } | Problem>;

export interface SourceFile {
  /** From the folder that the source location names. */
  path: string;
  url: string;
  text: string;
}

/** The files that one build reads, within caps on their number and on the characters of all together. */
export class Files {
  private readonly read: SourceFile[] = [];
  private asked = 0;
  private characters = 0;

  constructor(private readonly readFile: ReadFile) {}

  /** What was read so far, each file once. */
  get paths(): string[] {
    return [...new Set(this.read.map(({ path }) => path))];
  }

  private async find(names: readonly string[]): Promise<SourceFile | Problem> {
    const path = names.join('/');
    this.asked += 1;
    if (this.asked > MOST_FILES) {
      notBuilt('kustomize-limit', path);
    }
    const found = await this.readFile(names);
    if ('reason' in found) {
      return found;
    }
    this.characters += found.text.length;
    if (this.characters > MOST_CHARACTERS) {
      notBuilt('kustomize-limit', path);
    }
    const file = { path, ...found };
    this.read.push(file);
    return file;
  }

  async file(names: readonly string[]): Promise<SourceFile> {
    const found = await this.find(names);
    if ('reason' in found) {
      throw new NotBuilt(found);
    }
    return found;
  }

  /** The one kustomization of a folder; kustomize refuses a folder with several. */
  async kustomization(folder: readonly string[]): Promise<SourceFile> {
    const found: SourceFile[] = [];
    let missing: Problem | undefined;
    for (const name of KUSTOMIZATIONS) {
      const file = await this.find([...folder, name]);
      if (!('reason' in file)) {
        found.push(file);
      } else if (file.reason === 'not-found') {
        missing ??= file;
      } else {
        throw new NotBuilt(file);
      }
    }
    const [only, another] = found;
    if (another) {
      notBuilt('kustomize-invalid', only.path, another.path);
    }
    if (!only) {
      throw new NotBuilt(missing!);
    }
    return only;
  }
}
