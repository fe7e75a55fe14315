/** Amounts are laid out evenly along the axis of a chart, or by powers of ten where one would flatten the rest. */
export const AXIS_SCALES = ['linear', 'log'] as const;
export type AxisScale = (typeof AXIS_SCALES)[number];

export const AXIS_SCALE_NAMES: Readonly<Record<AxisScale, string>> = {
	linear: '等距刻度',
	log: '对数刻度'
};
