/**
 * What both ways of showing the built page (the desktop's app:// protocol and the web server) send with it.
 * Knows neither Electron nor HTTP servers.
 */

/**
 * Only the page's own files run, and it talks to nobody but where it came from.
 *
 * @param socket  address that the page may open a WebSocket to, for browsers whose 'self' leaves sockets out
 */
export function securityHeaders(socket = ''): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // The component library writes style elements at run time.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${socket}`.trimEnd(),
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
