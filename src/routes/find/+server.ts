import { redirect, type RequestHandler } from '@sveltejs/kit';
import { whereNamed } from '#lib/server/pages/find.ts';

export const GET: RequestHandler = async ({ url }) => redirect(303, await whereNamed(url));
