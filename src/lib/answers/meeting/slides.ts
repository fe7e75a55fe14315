/** The way from one slide of 会议模式 to the next. */
import { isDepartmentSlide, SLIDE_IDS, type CitySlide } from '#lib/catalogue/slides.ts';
import { href, type Chosen } from '#lib/links.ts';

export interface SlideLink {
	/** The key that leads there. */
	key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';
	name: string;
	/** Null at an end. */
	href: string | null;
}

/** Where a slide stands among those of its subject, counted from 1. */
export function placeOf(slide: CitySlide, code: string): { at: number; of: number } {
	const slides = slidesOf(code);
	return { at: slides.indexOf(slide) + 1, of: slides.length };
}

/** The slides of the city, or of a department. */
function slidesOf(code: string): CitySlide[] {
	return code === '' ? SLIDE_IDS : SLIDE_IDS.filter(isDepartmentSlide);
}

/**
 * Left and right go through the slides, up and down from the city through its departments.
 * @param codes Codes of the departments in the order in which they are shown; `code` is empty on a slide of the city.
 */
export function slideLinks(
	slide: CitySlide,
	{ code, codes, chosen }: { code: string; codes: readonly string[]; chosen: Chosen }
): SlideLink[] {
	const slides = slidesOf(code);
	const subjects = ['', ...codes];
	const at = slides.indexOf(slide);
	const subject = subjects.indexOf(code);
	const to = (id: CitySlide | undefined, d: string | undefined) =>
		id === undefined || d === undefined ? null : slideHref(id, d, chosen);
	const same = isDepartmentSlide(slide) ? slide : 'figures';
	return [
		{ key: 'ArrowLeft', name: '← 上一页', href: to(slides[at - 1], code) },
		{ key: 'ArrowRight', name: '下一页 →', href: to(slides[at + 1], code) },
		{ key: 'ArrowUp', name: '↑ 上一部门', href: to(same, subjects[subject - 1]) },
		{ key: 'ArrowDown', name: '↓ 下一部门', href: to(same, subjects[subject + 1]) }
	];
}

export function slideHref(slide: CitySlide, code: string, chosen: Chosen): string {
	return href('/meeting', { ...chosen, slide: slide === 'figures' ? null : slide, d: code });
}
