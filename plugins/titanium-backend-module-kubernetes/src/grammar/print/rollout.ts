import { Print } from './Printer';

/** `rollout restart deployment/x -n y`, with a flag for a revision where there is one. */
export function printRollout(verb: string, revisionFlag?: string): Print {
  return (printer, options) => {
    printer
      .add('rollout', verb, `${printer.text('kind')}/${printer.text('name')}`)
      .place(options);
    return revisionFlag ? printer.value(revisionFlag, 'revision') : printer;
  };
}
