/** Where the built page lives inside the application. */
export const pageScheme = 'app';
export const pageOrigin = `${pageScheme}://tau-lab`;
export const pageAddress = `${pageOrigin}/index.html`;

/** Whether an address is the page itself or one of its files. */
export const isPageAddress = (address: string): boolean => address.startsWith(`${pageOrigin}/`);
