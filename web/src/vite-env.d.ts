declare module "*?worker&url" {
	const url: string;
	export default url;
}
declare module "*.wasm?url" {
	const url: string;
	export default url;
}
declare module "*.json?shop" {
	const texts: Record<string, string>;
	export default texts;
}
declare module "*.json?staff" {
	const texts: Record<string, string>;
	export default texts;
}
