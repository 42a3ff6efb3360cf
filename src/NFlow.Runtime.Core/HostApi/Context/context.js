(function (host) {
  'use strict';

  const hide = (target, members) => {
    for (const name of Object.keys(members))
      Object.defineProperty(target, name, { value: members[name], writable: true, configurable: true, enumerable: false });
    return target;
  };
  const lazy = (target, name, read) => {
    Object.defineProperty(target, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = read();
        Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
        return value;
      },
    });
  };

  let summary;
  const info = () => summary || (summary = host.$request());
  const canonical = name => name.toLowerCase().replace(/(^|-)[a-z]/g, letter => letter.toUpperCase());

  const singles = (names, read) => {
    const all = {};
    for (const name of names) {
      const values = read(name);
      all[name] = values.length === 1 ? values[0] : values;
    }
    return all;
  };

  const request = {};
  lazy(request, 'method', () => info().method);
  lazy(request, 'path', () => info().path);
  lazy(request, 'url', () => info().query === '' ? info().path : info().path + '?' + info().query);
  lazy(request, 'host', () => info().host);
  lazy(request, 'headers', () => {
    const headers = {};
    for (const name of Object.keys(info().headers)) {
      headers[name] = info().headers[name].join(', ');
      const spelled = canonical(name);
      if (spelled !== name) Object.defineProperty(headers, spelled, { value: headers[name], enumerable: false, writable: true, configurable: true });
    }
    return headers;
  });
  lazy(request, 'query', () => { const fields = host.$query_fields(); return singles(Object.keys(fields), name => fields[name]); });
  lazy(request, 'params', () => ({ ...info().params }));
  lazy(request, 'body', () => host.$request_body());
  lazy(request, 'ip', () => info().ip);
  lazy(request, 'cookies', () => host.$cookies());

  const response = {
    get status() { return host.$status_get(); },
    set status(code) { host.$status_set(code); },
    set(name, value) { host.$header_set(String(name), String(value)); return response; },
    get(name) { return host.$header_get(String(name)).join(', '); },
    async write(chunk) {
      if (!streaming) streaming = host.$stream_start(host.$status_get(), host.$header_get('Content-Type')[0] || 'text/plain; charset=UTF-8');
      await streaming;
      await host.$stream_write(chunk);
    },
    async end(chunk) {
      if (chunk !== undefined && chunk !== null) await response.write(chunk);
      else if (!streaming) { streaming = host.$stream_start(host.$status_get(), host.$header_get('Content-Type')[0] || 'text/plain; charset=UTF-8'); await streaming; }
      await host.$stream_end();
    },
  };
  let streaming = null;

  const cookieOf = (name, value) => hide(
    { string() { return name + '=' + value; }, valid() { return null; } },
    { name, value, Name: name, Value: value, toString() { return name + '=' + value; } });

  const Cookies = () => { const all = host.$cookies(); return Object.keys(all).map(name => cookieOf(name, all[name])); };
  const Cookie = name => {
    const all = host.$cookies();
    if (!Object.hasOwn(all, String(name))) throw new Error('http: named cookie not present');
    return cookieOf(String(name), all[name]);
  };

  const fileOf = (file, index) => hide(
    { filename: file.filename, size: file.size, type: file.type, text() { return host.$file_text(index); }, bytes() { return host.$file_bytes(index); }, base64() { return host.$file_base64(index); } },
    { Filename: file.filename, Size: file.size });
  const FormFile = name => {
    const files = host.$files();
    const index = files.findIndex(file => file.field === String(name));
    if (index < 0) throw new Error('http: no such file');
    return fileOf(files[index], index);
  };
  const MultipartForm = () => {
    const form = { value: host.$form_fields(), file: {} };
    host.$files().forEach((file, index) => (form.file[file.field] || (form.file[file.field] = [])).push(fileOf(file, index)));
    return hide(form, { Value: form.value, File: form.file });
  };

  const Request = () => {
    const members = {};
    lazy(members, 'method', () => info().method);
    lazy(members, 'host', () => info().host);
    lazy(members, 'remoteAddr', () => info().ip);
    lazy(members, 'requestURI', () => request.url);
    lazy(members, 'URL', () => ({ path: info().path, rawQuery: info().query, string() { return request.url; } }));
    lazy(members, 'header', () => { const header = {}; for (const name of Object.keys(info().headers)) header[canonical(name)] = info().headers[name]; return hide(header, { get: name => (info().headers[String(name).toLowerCase()] || [''])[0], values: name => info().headers[String(name).toLowerCase()] || [] }); });
    return hide(members, {
      get Method() { return members.method; },
      get Host() { return members.host; },
      get Header() { return members.header; },
      get RemoteAddr() { return members.remoteAddr; },
      userAgent() { return (info().headers['user-agent'] || [''])[0]; },
      referer() { return (info().headers['referer'] || [''])[0]; },
      formValue(name) { return (host.$all_fields()[name] || [''])[0]; },
      postFormValue(name) { return (host.$form_fields()[name] || [''])[0]; },
      pathValue(name) { return info().params[name] || ''; },
      cookie: Cookie,
      cookies: Cookies,
      formFile: FormFile,
      basicAuth() { return host.$basic_auth(); },
    });
  };

  const Response = () => hide({}, {
    header() {
      return {
        add(name, value) { host.$header_add(String(name), String(value)); },
        set(name, value) { host.$header_set(String(name), String(value)); },
        get(name) { return host.$header_get(String(name))[0] || ''; },
        values(name) { return host.$header_get(String(name)); },
      };
    },
    Header() { return Response().header(); },
    writeHeader(code) { host.$status_set(code); },
    get status() { return host.$status_get(); },
    get committed() { return host.$committed(); },
  });

  const Bind = target => {
    if (target === null || typeof target !== 'object') throw new TypeError('c.Bind: argument 1 must be an object, not ' + (target === null ? 'null' : typeof target) + '.');
    const fields = host.$all_fields();
    Object.assign(target, info().params, singles(Object.keys(fields), name => fields[name]));
    const body = host.$request_body();
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) Object.assign(target, body);
    return target;
  };

  const fail = error => {
    if (error === null || typeof error !== 'object') return host.$c_error(500, error === undefined || error === null ? 'Internal Server Error' : String(error));
    const code = Number(error.code || error.status || error.statusCode || 500);
    return host.$c_error(Number.isFinite(code) ? code : 500, error.message === undefined ? String(error) : String(error.message));
  };

  const Stream = async (code, contentType, source) => {
    await (streaming = host.$stream_start(code, contentType));
    if (typeof source === 'function') source = source();
    if (source !== null && source !== undefined && typeof source.then === 'function') source = await source;
    if (source === null || source === undefined) { /* an empty stream */ }
    else if (typeof source === 'string' || ArrayBuffer.isView(source) || source instanceof ArrayBuffer) await host.$stream_write(source);
    else if (typeof source[Symbol.asyncIterator] === 'function') for await (const chunk of source) await host.$stream_write(chunk);
    else if (typeof source[Symbol.iterator] === 'function') for (const chunk of source) await host.$stream_write(await chunk);
    else throw new TypeError("c.Stream: argument 'source' must be text, bytes, an iterable or a function, not " + typeof source + '.');
    await host.$stream_end();
  };

  const write = level => (...values) => host.$log(level, ...values);
  const logger = { print: write('info'), debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  hide(logger, { Print: logger.print, Debug: logger.debug, Info: logger.info, Warn: logger.warn, Error: logger.error });

  return {
    'c.Request': Request, 'c.Response': Response, 'c.Cookie': Cookie, 'c.Cookies': Cookies, 'c.FormFile': FormFile, 'c.MultipartForm': MultipartForm,
    'c.Bind': Bind, 'c.Validate': () => undefined, 'c.Error': fail, 'c.Stream': Stream, 'c.Logger': () => logger, 'c.request': request, 'c.response': response,
  };
})
