/** Reads the timeline that the browser keeps of a page. */
import type { Page } from 'playwright-core';

export interface TimelineEntry {
	/** Address of what was loaded. */
	name: string;
	/** Bytes without compression; 0 for what was not loaded. */
	decodedBodySize: number;
	/** Share of the window that moved; 0 for what is no layout shift. */
	value: number;
}

/**
 * The entries of a kind up to the next frame that is drawn. They are asked of an observer, because `performance` itself
 * tells of none while the tests hold the clock.
 */
export function timelineOf(
	page: Page,
	type: 'layout-shift' | 'resource'
): Promise<TimelineEntry[]> {
	return page.evaluate(async (kind) => {
		const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		await nextFrame();
		await nextFrame();
		const observer = new PerformanceObserver(() => undefined);
		observer.observe({ type: kind, buffered: true });
		return observer.takeRecords().map((entry) => {
			const {
				name,
				decodedBodySize = 0,
				value = 0
			} = entry as Partial<TimelineEntry> & PerformanceEntry;
			return { name, decodedBodySize, value };
		});
	}, type);
}
