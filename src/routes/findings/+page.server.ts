import { findingsPage } from '#lib/server/pages/findings.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('findings', findingsPage);
