declare module 'virtual:enhance' {
	/** Address of the enhancing script. */
	const address: string;
	export default address;
}
