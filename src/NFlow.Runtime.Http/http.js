(function (host) {
  'use strict';

  const wrap = answer => {
    const response = { status: answer.status, ok: answer.ok, headers: answer.headers, body: answer.body };
    const methods = {
      json: () => JSON.parse(answer.body),
      text: () => answer.body,
      bytes: () => answer.raw === '' ? host.$bytes_from('bytes', answer.body, 'utf8') : host.$bytes_from('bytes', answer.raw, 'base64'),
    };
    for (const name of Object.keys(methods)) Object.defineProperty(response, name, { value: methods[name], writable: true, configurable: true, enumerable: false });
    return response;
  };

  const call = async (name, method, url, options) => {
    return wrap(await host.$http_request(name, method, url, options));
  };

  const api = {};
  for (const method of ['get', 'post', 'put', 'patch', 'delete', 'head'])
    api['http.' + method] = (url, options) => call('http.' + method, method, url, options);
  api['http.request'] = (method, url, options) =>
    method !== null && typeof method === 'object' ? call('http.request', method.method || 'GET', method.url, method) : call('http.request', method, url, options);
  return api;
})
