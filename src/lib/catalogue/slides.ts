/** The slides of 会议模式. */

/** Slides of the whole city, in the order in which they are shown. */
export const CITY_SLIDES = {
	figures: '总体情况',
	changes: '变化由谁造成',
	structure: '支出结构',
	amounts: '收入与支出',
	'three-public': '三公经费',
	'carry-over': '结转结余',
	attention: '主要发现',
	scores: '绩效得分',
	missing: '报送情况'
} as const;

/** Slides of one department, likewise. */
export const DEPARTMENT_SLIDES = {
	figures: '主要数据',
	amounts: '收入与支出',
	attention: '主要发现'
} as const;

export type CitySlide = keyof typeof CITY_SLIDES;
export type DepartmentSlide = keyof typeof DEPARTMENT_SLIDES;

/** Every slide; one department has some of them. */
export const SLIDE_IDS = Object.keys(CITY_SLIDES) as CitySlide[];

export function isDepartmentSlide(slide: CitySlide): slide is DepartmentSlide {
	return slide in DEPARTMENT_SLIDES;
}
