/** Where a block of commands stands; goes with every request about it. @public */
export interface CommandPlace {
  /** The entity whose page this is; chooses defaults, never rights. */
  entityRef?: string;
  /** The entity that owns the document. */
  documentRef?: string;
  /** The page within the document's site. */
  path?: string;
  /** The heading above the block. */
  heading?: string;
  /** The language of the fence. */
  language?: string;
}
