import { threePublicPage } from '#lib/server/pages/three-public.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('three-public', threePublicPage);
