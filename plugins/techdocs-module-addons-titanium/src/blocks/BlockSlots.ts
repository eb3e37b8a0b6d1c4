import { FoundBlock, SLOT_ATTRIBUTE } from './findBlocks';
import { inSlices } from './inSlices';

/** A place below a block where a strip is drawn. */
export interface BlockSlot {
  key: number;
  /** The block's id at the time of the last update. */
  blockId: string;
  element: HTMLElement;
}

/**
 * Called with all slots to be drawn. `at-once`: their cost belongs to the present slice, so that the next one is put off
 * when they took long.
 */
export type DrawSlots = (
  slots: readonly BlockSlot[],
  when: 'at-once' | 'when-due',
) => void;

/** Space below a strip, as documents have it below blocks. */
const BELOW = 24;

/**
 * Makes block and strip one: as wide as each other (documents widen blocks on narrow screens) and without the block's
 * margin between them. Reads all before it writes any, so that the page is laid out once.
 */
function align(slots: Iterable<[HTMLElement, BlockSlot]>): void {
  const margins = [...slots].map(([node, { element }]) => {
    const own = getComputedStyle(node);
    const last = node.lastElementChild;
    const bottom = Math.max(
      parseFloat(own.marginBottom) || 0,
      last ? parseFloat(getComputedStyle(last).marginBottom) || 0 : 0,
    );
    const side = (value: string) => `${parseFloat(value) || 0}px`;
    return {
      element,
      margin: `${-bottom}px ${side(own.marginRight)} ${BELOW}px ${side(
        own.marginLeft,
      )}`,
    };
  });
  for (const { element, margin } of margins) {
    element.style.margin = margin;
  }
}

/** How far outside the window a strip is drawn already. */
const AHEAD = '400px 0px';

let nextKey = 0;

/**
 * The slots of one page. A slot has its height from the start, so that the text does not move when its strip is drawn,
 * which happens when it comes near the window, a few at a time.
 */
export class BlockSlots {
  readonly #slots = new Map<HTMLElement, BlockSlot>();
  readonly #drawn = new Set<BlockSlot>();
  readonly #onDraw: DrawSlots;
  readonly #observer: IntersectionObserver | undefined;
  readonly #queue: ReturnType<typeof inSlices<BlockSlot>>;
  #frame: number | undefined;
  readonly #onResize = () => {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      align(this.#slots);
    });
  };

  constructor(onDraw: DrawSlots) {
    this.#onDraw = onDraw;
    this.#queue = inSlices(slot => {
      if (slot.element.isConnected) {
        this.#drawn.add(slot);
        this.#publish('at-once');
      }
    });
    window.addEventListener('resize', this.#onResize);
    if (typeof IntersectionObserver === 'function') {
      this.#observer = new IntersectionObserver(
        entries => {
          for (const entry of entries) {
            if (entry.isIntersecting) {
              this.#near(entry.target as HTMLElement);
            }
          }
        },
        { rootMargin: AHEAD },
      );
    }
  }

  /** Gives each block the slot it needs and drops the slots of blocks that have left. `heightOf` null needs none. */
  update(
    blocks: readonly FoundBlock[],
    heightOf: (block: FoundBlock) => number | null,
  ): void {
    const wanted = new Set<HTMLElement>();
    const placed: [HTMLElement, BlockSlot][] = [];
    for (const block of blocks) {
      const height = heightOf(block);
      if (height !== null) {
        wanted.add(block.node);
        const slot = this.#slotOf(block, height);
        if (!slot.element.isConnected) {
          placed.push([block.node, slot]);
        }
      }
    }
    align(placed);
    for (const [node, slot] of placed) {
      node.after(slot.element);
    }
    let dropped = false;
    for (const [node, slot] of this.#slots) {
      if (!wanted.has(node)) {
        this.#drop(node, slot);
        dropped = true;
      }
    }
    if (dropped) {
      this.#publish('when-due');
    }
  }

  /** Takes all slots out of the page. */
  close(): void {
    this.#queue.cancel();
    this.#observer?.disconnect();
    window.removeEventListener('resize', this.#onResize);
    if (this.#frame !== undefined) {
      cancelAnimationFrame(this.#frame);
    }
    this.update([], () => null);
  }

  #slotOf(block: FoundBlock, height: number): BlockSlot {
    const known = this.#slots.get(block.node);
    if (known) {
      known.blockId = block.id;
      return known;
    }
    const element = block.node.ownerDocument.createElement('div');
    element.setAttribute(SLOT_ATTRIBUTE, '');
    element.style.minHeight = `${height}px`;
    const slot = { key: nextKey++, blockId: block.id, element };
    this.#slots.set(block.node, slot);
    if (this.#observer) {
      this.#observer.observe(element);
    } else {
      this.#queue.push(slot);
    }
    return slot;
  }

  #near(element: HTMLElement): void {
    this.#observer?.unobserve(element);
    for (const slot of this.#slots.values()) {
      if (slot.element === element) {
        this.#queue.push(slot);
      }
    }
  }

  #drop(node: HTMLElement, slot: BlockSlot): void {
    this.#observer?.unobserve(slot.element);
    this.#slots.delete(node);
    this.#drawn.delete(slot);
    slot.element.remove();
  }

  #publish(when: 'at-once' | 'when-due'): void {
    this.#onDraw([...this.#drawn], when);
  }
}
