import { Knex } from 'knex';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';

/** How many of a step's newest runs are looked at; a page shows fewer, of those its reader may see. */
const PER_STEP = 10;
const MOST = 2000;

/** Which runs came from which step of which document: verified steps only, so that nobody can write a step's history. */
export class StepRuns {
  constructor(private readonly knex: Knex) {}

  async insert(
    trx: Knex.Transaction,
    run: string,
    { documentRef, stepHash, verified }: Plan['origin'],
  ): Promise<void> {
    if (verified && documentRef && stepHash) {
      await trx('run_documents').insert({
        run_id: run,
        document_ref: documentRef.toLocaleLowerCase('en-US'),
        step_hash: stepHash,
      });
    }
  }

  /** Ids of the newest runs of each step of a document, newest first. */
  async newest(documentRef: string): Promise<string[]> {
    // No reference holds control characters, and a database need not take them for text.
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f]/.test(documentRef)) {
      return [];
    }
    const rows = await this.knex
      .with('ranked', query =>
        query
          .select('runs.id', 'runs.started_at')
          .rowNumber('place', over =>
            over.partitionBy('run_documents.step_hash').orderBy([
              { column: 'runs.started_at', order: 'desc' },
              { column: 'runs.id', order: 'desc' },
            ]),
          )
          .from('run_documents')
          .join('runs', 'runs.id', 'run_documents.run_id')
          .where(
            'run_documents.document_ref',
            documentRef.toLocaleLowerCase('en-US'),
          ),
      )
      .select('id')
      .from('ranked')
      .where('place', '<=', PER_STEP)
      .orderBy('started_at', 'desc')
      .limit(MOST);
    return rows.map(({ id }) => id);
  }
}
