/** Room beside and below a plot for the labels of its axes, in CSS pixels. Marks are placed by it. */
export const GUTTER = { left: 72, right: 20, top: 8, bottom: 28 };
