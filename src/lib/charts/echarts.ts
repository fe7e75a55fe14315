/**
 * The only import of ECharts: the parts that the builders use, with the SVG renderer.
 * Server and browser measure text by the same table, so that both lay a chart out alike.
 */
import {
	BarChart,
	BoxplotChart,
	HeatmapChart,
	LineChart,
	ScatterChart,
	TreemapChart,
	type BarSeriesOption,
	type BoxplotSeriesOption,
	type HeatmapSeriesOption,
	type LineSeriesOption,
	type ScatterSeriesOption,
	type TreemapSeriesOption
} from 'echarts/charts';
import {
	AriaComponent,
	GridComponent,
	LegendComponent,
	MarkAreaComponent,
	MarkLineComponent,
	TitleComponent,
	TooltipComponent,
	VisualMapPiecewiseComponent,
	type AriaComponentOption,
	type GridComponentOption,
	type LegendComponentOption,
	type MarkAreaComponentOption,
	type MarkLineComponentOption,
	type TitleComponentOption,
	type TooltipComponentOption,
	type VisualMapComponentOption
} from 'echarts/components';
import { init, setPlatformAPI, use, type ComposeOption, type ECharts } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { textWidth } from './parts/text-width.ts';

use([
	BarChart,
	BoxplotChart,
	HeatmapChart,
	LineChart,
	ScatterChart,
	TreemapChart,
	AriaComponent,
	GridComponent,
	LegendComponent,
	MarkAreaComponent,
	MarkLineComponent,
	TitleComponent,
	TooltipComponent,
	VisualMapPiecewiseComponent,
	LabelLayout,
	SVGRenderer
]);

const FONT_SIZE = /(\d+(?:\.\d+)?)px/;

setPlatformAPI({
	measureText: (text: string, font?: string) => {
		const size = Number(FONT_SIZE.exec(font ?? '')?.[1] ?? 12);
		return { width: textWidth(text) * size };
	}
});

/** The parts above understand this option; builders check theirs against it. */
export type Option = ComposeOption<
	| BarSeriesOption
	| BoxplotSeriesOption
	| HeatmapSeriesOption
	| LineSeriesOption
	| ScatterSeriesOption
	| TreemapSeriesOption
	| AriaComponentOption
	| GridComponentOption
	| LegendComponentOption
	| MarkAreaComponentOption
	| MarkLineComponentOption
	| TitleComponentOption
	| TooltipComponentOption
	| VisualMapComponentOption
>;

export { init, type ECharts };
