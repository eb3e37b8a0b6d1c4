/**
 * The default permission policy of Titanium.
 *
 * @packageDocumentation
 */
export { permissionModuleTitanium as default } from './module';
export { decideTitanium } from './decideTitanium';
export { readTitaniumPolicyOptions } from './options';
export type { TitaniumPolicyOptions } from './options';
