(function (host) {
  'use strict';

  const text = value => value === null ? 'null' : typeof value;

  const pairsOf = query => {
    const pairs = [];
    // Piece by piece: a pair takes a hundred times the room of its text, and only between calls is counted what it takes.
    for (let start = 0; start < query.length;) {
      const end = query.indexOf('&', start + 32_768);
      const piece = query.slice(start, end < 0 ? query.length : end);
      for (const pair of host.$query_parse(piece)) pairs.push(pair);
      start += piece.length + 1;
    }
    return pairs;
  };

  class URLSearchParams {
    #pairs = [];
    #changed = null;

    constructor(init, changed) {
      this.#changed = typeof changed === 'function' ? changed : null;
      if (init === undefined || init === null) return;
      if (typeof init === 'object') {
        if (typeof init[Symbol.iterator] === 'function')
          for (const [name, value] of init) this.#pairs.push([String(name), String(value)]);
        else
          for (const name of Object.keys(init)) this.#pairs.push([name, String(init[name])]);
        return;
      }
      this.#pairs = pairsOf(String(init).replace(/^\?/, ''));
    }

    #touch() { if (this.#changed) this.#changed(this.toString()); }
    get size() { return this.#pairs.length; }
    append(name, value) { this.#pairs.push([String(name), String(value)]); this.#touch(); }
    delete(name, value) { this.#pairs = this.#pairs.filter(pair => pair[0] !== String(name) || (value !== undefined && pair[1] !== String(value))); this.#touch(); }
    get(name) { const pair = this.#pairs.find(pair => pair[0] === String(name)); return pair ? pair[1] : null; }
    getAll(name) { return this.#pairs.filter(pair => pair[0] === String(name)).map(pair => pair[1]); }
    has(name, value) { return this.#pairs.some(pair => pair[0] === String(name) && (value === undefined || pair[1] === String(value))); }
    set(name, value) {
      const at = this.#pairs.findIndex(pair => pair[0] === String(name));
      if (at < 0) this.#pairs.push([String(name), String(value)]);
      else {
        this.#pairs[at] = [String(name), String(value)];
        this.#pairs = this.#pairs.filter((pair, index) => index <= at || pair[0] !== String(name));
      }
      this.#touch();
    }
    sort() { this.#pairs.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0); this.#touch(); }
    forEach(callback, self) { if (typeof callback !== 'function') host.$expected('URLSearchParams.forEach', 'callback', 'a function', callback); for (const [name, value] of this.#pairs) callback.call(self, value, name, this); }
    *entries() { for (const pair of this.#pairs) yield [pair[0], pair[1]]; }
    *keys() { for (const pair of this.#pairs) yield pair[0]; }
    *values() { for (const pair of this.#pairs) yield pair[1]; }
    [Symbol.iterator]() { return this.entries(); }
    toString() { return this.#pairs.map(([name, value]) => encode(name) + '=' + encode(value)).join('&'); }
  }

  const encode = value => encodeURIComponent(value).replace(/%20/g, '+').replace(/[!'()~]/g, character => '%' + character.charCodeAt(0).toString(16).toUpperCase());

  class URL {
    #parts;
    #params = null;

    constructor(url, base) {
      const parts = host.$url_parse(String(url), base === undefined ? null : String(base));
      if (parts === null) throw new TypeError('Invalid URL');
      this.#parts = parts;
    }

    static canParse(url, base) { return host.$url_parse(String(url), base === undefined ? null : String(base)) !== null; }
    static parse(url, base) { return URL.canParse(url, base) ? new URL(url, base) : null; }

    #with(changes) {
      const p = { ...this.#parts, ...changes };
      const login = p.username === '' ? '' : p.username + (p.password === '' ? '' : ':' + p.password) + '@';
      const parts = host.$url_parse(p.protocol + (p.slashes ? '//' : '') + login + p.hostname + (p.port === '' ? '' : ':' + p.port) + p.pathname + p.search + p.hash, null);
      if (parts !== null) this.#parts = parts;
      if (this.#params !== null && changes.search !== undefined && !changes.quiet) this.#params = null;
    }

    get href() { return this.#parts.href; }
    set href(value) { const parts = host.$url_parse(String(value), null); if (parts === null) throw new TypeError('Invalid URL'); this.#parts = parts; this.#params = null; }
    get origin() { return this.#parts.origin; }
    get protocol() { return this.#parts.protocol; }
    set protocol(value) { this.#with({ protocol: String(value).replace(/:?$/, ':') }); }
    get username() { return this.#parts.username; }
    set username(value) { this.#with({ username: encodeURIComponent(value) }); }
    get password() { return this.#parts.password; }
    set password(value) { this.#with({ password: encodeURIComponent(value) }); }
    get host() { return this.#parts.port === '' ? this.#parts.hostname : this.#parts.hostname + ':' + this.#parts.port; }
    set host(value) { const [hostname, port] = String(value).split(':'); this.#with({ hostname, port: port === undefined ? this.#parts.port : port }); }
    get hostname() { return this.#parts.hostname; }
    set hostname(value) { this.#with({ hostname: String(value) }); }
    get port() { return this.#parts.port; }
    set port(value) { this.#with({ port: String(value) }); }
    get pathname() { return this.#parts.pathname; }
    set pathname(value) { this.#with({ pathname: String(value).replace(/^\/?/, '/').replace(/[?#]/g, encodeURIComponent) }); }
    get search() { return this.#parts.search; }
    set search(value) { this.#with({ search: String(value) === '' ? '' : String(value).replace(/^\??/, '?') }); }
    get hash() { return this.#parts.hash; }
    set hash(value) { this.#with({ hash: String(value) === '' ? '' : String(value).replace(/^#?/, '#') }); }
    get searchParams() {
      if (this.#params === null)
        this.#params = new URLSearchParams(this.#parts.search, query => this.#with({ search: query === '' ? '' : '?' + query, quiet: true }));
      return this.#params;
    }
    toString() { return this.#parts.href; }
    toJSON() { return this.#parts.href; }
  }

  class TextEncoder {
    get encoding() { return 'utf-8'; }
    encode(value) {
      const bytes = host.$bytes_from('TextEncoder.encode', value === undefined ? '' : String(value), 'utf8');
      const array = new Uint8Array(bytes.length);
      for (let i = 0; i < bytes.length; i++) array[i] = bytes[i];
      return array;
    }
  }

  class TextDecoder {
    constructor(label) {
      if (label !== undefined && !/^utf-?8$/i.test(label)) throw new RangeError("TextDecoder: only 'utf-8' is supported, not '" + label + "'.");
    }
    get encoding() { return 'utf-8'; }
    decode(bytes) {
      if (bytes === undefined) return '';
      if (!ArrayBuffer.isView(bytes) && !(bytes instanceof ArrayBuffer) && !Array.isArray(bytes)) host.$expected('TextDecoder.decode', 'bytes', 'bytes', bytes);
      return host.$bytes_to('TextDecoder.decode', bytes, 'utf8');
    }
  }

  function structuredClone(value) {
    const seen = new Map();
    const clone = value => {
      if (typeof value === 'function' || typeof value === 'symbol') throw new Error('structuredClone: a ' + text(value) + ' cannot be cloned.');
      if (value === null || typeof value !== 'object') return value;
      if (seen.has(value)) return seen.get(value);
      const keep = copy => { seen.set(value, copy); return copy; };
      if (value instanceof Date) return keep(new Date(value.getTime()));
      if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
      if (value instanceof Map) { const copy = keep(new Map()); for (const [k, v] of value) copy.set(clone(k), clone(v)); return copy; }
      if (value instanceof Set) { const copy = keep(new Set()); for (const v of value) copy.add(clone(v)); return copy; }
      if (value instanceof ArrayBuffer) return keep(value.slice(0));
      if (ArrayBuffer.isView(value)) return keep(value.slice ? value.slice() : value);
      if (value instanceof Error) { const copy = keep(new Error(value.message)); copy.name = value.name; return copy; }
      if (value instanceof Boolean || value instanceof Number || value instanceof String) return keep(Object(value.valueOf()));
      const copy = keep(Array.isArray(value) ? [] : {});
      if (Array.isArray(value)) copy.length = value.length;
      for (const key of Object.keys(value)) copy[key] = clone(value[key]);
      return copy;
    };
    return clone(value);
  }

  return { URL, URLSearchParams, TextEncoder, TextDecoder, structuredClone };
})
