factories.querystring = () => {
  const escape = value => encodeURIComponent(value).replace(/[!'()*]/g, character => '%' + character.charCodeAt(0).toString(16).toUpperCase());
  const unescape = value => { try { return decodeURIComponent(value); } catch { return value; } };
  const parse = (text, separator, equals, options) => {
    const fields = {};
    if (typeof text !== 'string' || text === '') return fields;
    const max = options && options.maxKeys !== undefined ? options.maxKeys : 1000;
    const pairs = text.split(separator || '&');
    for (const pair of max > 0 ? pairs.slice(0, max) : pairs) {
      if (pair === '') continue;
      const at = pair.indexOf(equals || '=');
      const name = unescape((at < 0 ? pair : pair.slice(0, at)).replace(/\+/g, ' '));
      const value = at < 0 ? '' : unescape(pair.slice(at + (equals || '=').length).replace(/\+/g, ' '));
      if (!Object.hasOwn(fields, name)) Object.defineProperty(fields, name, { value, writable: true, enumerable: true, configurable: true });
      else if (Array.isArray(fields[name])) fields[name].push(value);
      else fields[name] = [fields[name], value];
    }
    return fields;
  };
  const primitive = value => typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : '';
  const stringify = (fields, separator, equals) => {
    if (fields === null || typeof fields !== 'object') return '';
    const parts = [];
    for (const name of Object.keys(fields))
      for (const value of Array.isArray(fields[name]) ? fields[name] : [fields[name]])
        parts.push(escape(name) + (equals || '=') + escape(primitive(value)));
    return parts.join(separator || '&');
  };
  return { parse, stringify, escape, unescape, decode: parse, encode: stringify };
};
