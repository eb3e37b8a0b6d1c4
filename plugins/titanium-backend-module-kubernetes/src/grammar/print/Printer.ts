import { quoteWord } from '@titanium-portal/backstage-plugin-titanium-common';

/** How commands are printed. @public */
export interface PrintOptions {
  /** Names the cluster with `--context`; wanted where several are configured. */
  withContext?: boolean;
  /** The image that a network probe runs; only named in the command line. */
  probeImage?: string;
}

export type Input = Readonly<Record<string, unknown>>;

/** Puts a command line together, each word quoted as a shell needs it. */
export class Printer {
  private readonly words: string[];

  constructor(readonly input: Input, tool: 'kubectl' | 'istioctl') {
    this.words = [tool];
  }

  text(name: string): string | null {
    const value = this.input[name];
    return value === null || value === undefined ? null : String(value);
  }

  add(...words: string[]): this {
    this.words.push(...words.map(quoteWord));
    return this;
  }

  /** Text that the shell is to see as it is: operators, variables, here-documents. */
  raw(text: string): this {
    this.words.push(text);
    return this;
  }

  /** `deployment/web` */
  object(): this {
    return this.add(`${this.text('kind')}/${this.text('name')}`);
  }

  /** `--tail=100`, when the field is set. */
  value(flag: string, field: string): this {
    const value = this.text(field);
    return value === null ? this : this.add(`${flag}=${value}`);
  }

  /** `--previous`, when the field is true. */
  switch(flag: string, field: string): this {
    return this.input[field] === true ? this.add(flag) : this;
  }

  /** `-n x` or `-A`; `none` where no namespace means all of them. */
  place(options: PrintOptions, { none }: { none?: '-A' } = {}): this {
    const namespace = this.text('namespace');
    if (this.input.allNamespaces === true) {
      this.add('-A');
    } else if (namespace === null && none) {
      this.add(none);
    } else if (namespace !== null) {
      this.add('-n', namespace);
    }
    return options.withContext ? this.value('--context', 'cluster') : this;
  }

  selector(): this {
    const selector = this.text('labelSelector');
    return selector === null ? this : this.add('-l', selector);
  }

  toString(): string {
    return this.words.join(' ');
  }
}

/** Prints what the words of one action or read are. */
export type Print = (printer: Printer, options: PrintOptions) => Printer;
