import { hash } from 'node:crypto';

/** Lower-case hex unless said otherwise. */
export function sha256(content: string | Uint8Array, as: 'hex' | 'base64url' = 'hex'): string {
	return hash('sha256', content, as);
}
