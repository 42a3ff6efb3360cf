(function (host) {
  'use strict';

  function find_element(path, payload) {
    if (typeof path !== 'string' && typeof path !== 'number') host.$expected('find_element', 'path', 'a string', path);
    let value = payload;
    for (const key of String(path).split('.')) {
      if (value === null || value === undefined || typeof value !== 'object') return null;
      if (Array.isArray(value) ? !/^\d+$/.test(key) || !(Number(key) < value.length) : !Object.hasOwn(value, key)) return null;
      value = value[key];
    }
    return value === undefined ? null : value;
  }

  function url_values_to_map(values) {
    if (values === null || typeof values !== 'object') host.$expected('url_values_to_map', 'values', 'an object', values);
    const map = {};
    for (const name of Object.keys(values)) map[name] = Array.isArray(values[name]) ? [...values[name]] : [String(values[name])];
    return map;
  }

  return { find_element, url_values_to_map, new_map: () => ({}) };
})
