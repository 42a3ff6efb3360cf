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

  const text = (caller, argument, value) => host.$text(caller, argument, value);
  const firstOf = (fields, name) => Object.hasOwn(fields, name) ? fields[name][0] : '';
  const valuesOf = (fields, name) => Object.hasOwn(fields, name) ? fields[name] : [];
  const chunkOf = (caller, chunk) =>
    typeof chunk === 'string' || typeof chunk === 'number' || ArrayBuffer.isView(chunk) || chunk instanceof ArrayBuffer || Array.isArray(chunk)
      ? chunk
      : host.$expected(caller, 'chunk', 'text or bytes', chunk);

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
    set status(code) { host.$status_set('c.response.status', code); },
    set(name, value) { host.$header_set('c.response.set', name, value); return response; },
    get(name) { return host.$header_get('c.response.get', name).join(', '); },
    async write(chunk) { await send('c.response.write', chunk); },
    async end(chunk) {
      if (chunk !== undefined && chunk !== null) await send('c.response.end', chunk);
      else await start('c.response.end');
      await host.$stream_end();
    },
  };
  let streaming = null;
  const start = caller => streaming || (streaming = host.$stream_start(caller, host.$status_get(), host.$header_get(caller, 'Content-Type')[0] || 'text/plain; charset=UTF-8'));
  const send = async (caller, chunk) => {
    chunkOf(caller, chunk);
    await start(caller);
    await host.$stream_write(caller, chunk);
  };

  const cookieOf = (name, value) => hide(
    { string() { return name + '=' + value; }, valid() { return null; } },
    { name, value, Name: name, Value: value, toString() { return name + '=' + value; } });

  const Cookies = () => { const all = host.$cookies(); return Object.keys(all).map(name => cookieOf(name, all[name])); };
  const Cookie = name => {
    const [all, wanted] = [host.$cookies(), text('c.Cookie', 'name', name)];
    if (!Object.hasOwn(all, wanted)) throw new Error('http: named cookie not present');
    return cookieOf(wanted, all[wanted]);
  };

  const fileOf = (file, index) => hide(
    { filename: file.filename, size: file.size, type: file.type, text() { return host.$file_text(index); }, bytes() { return host.$file_bytes(index); }, base64() { return host.$file_base64(index); } },
    { Filename: file.filename, Size: file.size });
  const FormFile = name => {
    const [files, wanted] = [host.$files(), text('c.FormFile', 'name', name)];
    const index = files.findIndex(file => file.field === wanted);
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
    lazy(members, 'header', () => { const header = {}; for (const name of Object.keys(info().headers)) header[canonical(name)] = info().headers[name]; return hide(header, {
      get: name => firstOf(info().headers, text('c.Request().header.get', 'name', name).toLowerCase()),
      values: name => valuesOf(info().headers, text('c.Request().header.values', 'name', name).toLowerCase()),
    }); });
    return hide(members, {
      get Method() { return members.method; },
      get Host() { return members.host; },
      get Header() { return members.header; },
      get RemoteAddr() { return members.remoteAddr; },
      userAgent() { return (info().headers['user-agent'] || [''])[0]; },
      referer() { return (info().headers['referer'] || [''])[0]; },
      formValue(name) { return firstOf(host.$all_fields(), text('c.Request().formValue', 'name', name)); },
      postFormValue(name) { return firstOf(host.$form_fields(), text('c.Request().postFormValue', 'name', name)); },
      pathValue(name) { const wanted = text('c.Request().pathValue', 'name', name); return Object.hasOwn(info().params, wanted) ? info().params[wanted] : ''; },
      cookie: Cookie,
      cookies: Cookies,
      formFile: FormFile,
      basicAuth() { return host.$basic_auth(); },
    });
  };

  const Response = () => hide({}, {
    header() {
      return {
        add(name, value) { host.$header_add('c.Response().header().add', name, value); },
        set(name, value) { host.$header_set('c.Response().header().set', name, value); },
        get(name) { return host.$header_get('c.Response().header().get', name)[0] || ''; },
        values(name) { return host.$header_get('c.Response().header().values', name); },
      };
    },
    Header() { return Response().header(); },
    writeHeader(code) { host.$status_set('c.Response().writeHeader', code); },
    get status() { return host.$status_get(); },
    get committed() { return host.$committed(); },
  });

  const Bind = target => {
    if (target === null || typeof target !== 'object') host.$expected('c.Bind', 'target', 'an object', target);
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
    if (typeof source === 'function') source = source();
    if (source !== null && source !== undefined && typeof source.then === 'function') source = await source;
    const isWhole = typeof source === 'string' || ArrayBuffer.isView(source) || source instanceof ArrayBuffer;
    const isEmpty = source === null || source === undefined;
    if (!isWhole && !isEmpty && typeof source[Symbol.asyncIterator] !== 'function' && typeof source[Symbol.iterator] !== 'function')
      host.$expected('c.Stream', 'source', 'text, bytes, an iterable or a function', source);
    await (streaming = host.$stream_start('c.Stream', code, contentType));
    const write = chunk => host.$stream_write('c.Stream', chunkOf('c.Stream', chunk));
    if (isWhole) await write(source);
    else if (!isEmpty && typeof source[Symbol.asyncIterator] === 'function') for await (const chunk of source) await write(chunk);
    else if (!isEmpty) for (const chunk of source) await write(await chunk);
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
