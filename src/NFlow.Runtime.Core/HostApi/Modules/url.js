factories.url = load => {
  const querystring = load('querystring');
  const parse = (text, parseQuery) => {
    if (typeof text !== 'string') host.$expected('url.parse', 'url', 'a string', text);
    const match = /^(?:([A-Za-z][A-Za-z0-9+.-]*:))?(\/\/)?/.exec(text);
    const result = { protocol: match[1] ? match[1].toLowerCase() : null, slashes: match[2] ? true : null, auth: null, host: null, port: null, hostname: null, hash: null, search: null, query: null, pathname: null, path: null, href: text };
    let rest = text.slice(match[0].length);
    if (!match[1] && match[2]) { result.slashes = null; rest = text; }
    const hash = rest.indexOf('#');
    if (hash >= 0) { result.hash = rest.slice(hash); rest = rest.slice(0, hash); }
    const query = rest.indexOf('?');
    if (query >= 0) { result.search = rest.slice(query); result.query = rest.slice(query + 1); rest = rest.slice(0, query); }
    if (result.slashes) {
      const slash = rest.indexOf('/');
      let authority = slash < 0 ? rest : rest.slice(0, slash);
      rest = slash < 0 ? '' : rest.slice(slash);
      const at = authority.lastIndexOf('@');
      if (at >= 0) { result.auth = decodeURIComponent(authority.slice(0, at)); authority = authority.slice(at + 1); }
      result.host = authority.toLowerCase();
      const port = /:(\d*)$/.exec(authority);
      if (port) result.port = port[1];
      result.hostname = (port ? authority.slice(0, port.index) : authority).toLowerCase().replace(/^\[|\]$/g, '');
      if (rest === '') rest = '/';
    }
    result.pathname = rest === '' ? null : rest;
    result.path = result.pathname === null && result.search === null ? null : (result.pathname || '') + (result.search || '');
    if (parseQuery) { result.query = querystring.parse(result.query || ''); if (result.search === null) result.search = ''; }
    result.href = format(result);
    return result;
  };
  const format = value => {
    if (value instanceof URL) return value.href;
    if (typeof value === 'string') return parse(value).href;
    if (value === null || typeof value !== 'object') host.$expected('url.format', 'url', 'an address or an object', value);
    const protocol = value.protocol ? String(value.protocol).replace(/:?$/, ':') : '';
    const authority = value.host ? value.host : value.hostname ? (value.hostname.includes(':') ? '[' + value.hostname + ']' : value.hostname) + (value.port ? ':' + value.port : '') : '';
    const login = value.auth && authority ? encodeURIComponent(value.auth).replace(/%3A/i, ':') + '@' : '';
    const slashes = value.slashes || (authority && /^(https?|ftp|wss?):$/.test(protocol)) ? '//' : '';
    const query = value.search ? value.search : value.query && typeof value.query === 'object' ? querystring.stringify(value.query) : value.query || '';
    const search = query === '' ? '' : String(query).replace(/^\??/, '?');
    let pathname = value.pathname || '';
    if (authority && pathname !== '' && !pathname.startsWith('/')) pathname = '/' + pathname;
    return protocol + slashes + login + authority + pathname.replace(/[?#]/g, encodeURIComponent) + search.replace(/#/g, '%23') + (value.hash ? String(value.hash).replace(/^#?/, '#') : '');
  };
  const resolve = (from, to) => {
    for (const [name, value] of [['from', from], ['to', to]]) if (typeof value !== 'string') host.$expected('url.resolve', name, 'a string', value);
    const base = new URL(from, 'resolve://'); const url = new URL(to, base); return url.protocol === 'resolve:' ? url.pathname + url.search + url.hash : url.href;
  };
  return { URL, URLSearchParams, parse, format, resolve };
};
