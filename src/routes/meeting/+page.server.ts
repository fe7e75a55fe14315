import { meetingPage } from '#lib/server/pages/meeting.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('meeting', meetingPage);
