factories.util = () => {
  const inspect = (value, options) => {
    const maxDepth = options && options.depth !== undefined && options.depth !== null ? options.depth : 2;
    const seen = [];
    const show = (value, depth) => {
      if (typeof value === 'string') return depth === 0 ? value : "'" + value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n') + "'";
      if (typeof value === 'bigint') return value + 'n';
      if (typeof value === 'symbol') return value.toString();
      if (typeof value === 'function') return '[Function' + (value.name ? ': ' + value.name : ' (anonymous)') + ']';
      if (Object.is(value, -0)) return '-0';
      if (value === null || typeof value !== 'object') return String(value);
      if (seen.includes(value)) return '[Circular]';
      if (value instanceof Error) return value.stack && String(value.stack).includes(value.message) ? String(value.stack) : String(value);
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
      if (value instanceof RegExp) return String(value);
      const list = Array.isArray(value) || ArrayBuffer.isView(value);
      if (depth > maxDepth) return list ? '[Array]' : '[Object]';
      seen.push(value);
      let out;
      if (list) {
        const items = Array.prototype.slice.call(value, 0, 100).map(item => show(item, depth + 1));
        if (value.length > 100) items.push('... ' + (value.length - 100) + ' more items');
        out = (Array.isArray(value) ? '' : value.constructor.name + '(' + value.length + ') ') + (items.length ? '[ ' + items.join(', ') + ' ]' : '[]');
      } else if (value instanceof Map) {
        out = 'Map(' + value.size + ') {' + (value.size ? ' ' + [...value].slice(0, 100).map(([k, v]) => show(k, depth + 1) + ' => ' + show(v, depth + 1)).join(', ') + ' ' : '') + '}';
      } else if (value instanceof Set) {
        out = 'Set(' + value.size + ') {' + (value.size ? ' ' + [...value].slice(0, 100).map(v => show(v, depth + 1)).join(', ') + ' ' : '') + '}';
      } else {
        const proto = Object.getPrototypeOf(value);
        const name = proto === null ? '[Object: null prototype] ' : proto !== Object.prototype && proto.constructor && proto.constructor.name ? proto.constructor.name + ' ' : '';
        const members = Object.keys(value).slice(0, 100).map(key => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : "'" + key + "'") + ': ' + show(value[key], depth + 1));
        out = name + (members.length ? '{ ' + members.join(', ') + ' }' : '{}');
      }
      seen.pop();
      return out;
    };
    return typeof value === 'string' ? show(value, 1) : show(value, 0);
  };

  const plain = value => typeof value === 'string' ? value : inspect(value);

  const format = (first, ...rest) => {
    if (typeof first !== 'string') return [first, ...rest].map(plain).join(' ');
    let next = 0;
    const text = first.replace(/%[sdifjoOc%]/g, directive => {
      if (directive === '%%') return rest.length ? '%' : '%%';
      if (next >= rest.length) return directive;
      const value = rest[next++];
      switch (directive) {
        case '%s': return typeof value === 'object' && value !== null ? inspect(value, { depth: 0 }) : typeof value === 'bigint' ? value + 'n' : String(value);
        case '%d': return typeof value === 'bigint' ? value + 'n' : typeof value === 'object' ? 'NaN' : String(Number(value));
        case '%i': return typeof value === 'object' ? 'NaN' : String(parseInt(value, 10));
        case '%f': return String(parseFloat(value));
        case '%j': try { return JSON.stringify(value); } catch { return '[Circular]'; }
        case '%c': return '';
        default: return inspect(value, { depth: 4 });
      }
    });
    return [text, ...rest.slice(next).map(plain)].join(' ');
  };

  const isDeepStrictEqual = (a, b) => {
    // What is being compared already is taken for equal: whatever differs is found on the way back to it.
    const lefts = [], rights = [];
    const equal = (a, b) => {
      if (Object.is(a, b)) return true;
      if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
      if (a instanceof Date) return a.getTime() === b.getTime();
      if (a instanceof RegExp) return String(a) === String(b);
      if (a instanceof Set) return a.size === b.size && [...a].every(v => b.has(v));
      if (lefts.some((left, index) => left === a && rights[index] === b)) return true;
      lefts.push(a), rights.push(b);
      const same = a instanceof Map ? a.size === b.size && [...a].every(([k, v]) => b.has(k) && equal(v, b.get(k))) : equalMembers(a, b);
      lefts.pop(), rights.pop();
      return same;
    };
    const equalMembers = (a, b) => {
      const keys = Object.keys(a);
      return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && equal(a[key], b[key]));
    };
    return equal(a, b);
  };

  const callable = (fn, argument, value) => typeof value === 'function' ? value : host.$expected('util.' + fn, argument, 'a function', value);
  const tag = value => Object.prototype.toString.call(value).slice(8, -1);
  return {
    format,
    inspect,
    isDeepStrictEqual,
    inherits(child, parent) { callable('inherits', 'child', child); callable('inherits', 'parent', parent); Object.setPrototypeOf(child.prototype, parent.prototype); Object.setPrototypeOf(child, parent); },
    promisify: fn => callable('promisify', 'fn', fn) && ((...values) => new Promise((resolve, reject) => fn(...values, (error, value) => error ? reject(error) : resolve(value)))),
    callbackify: fn => callable('callbackify', 'fn', fn) && ((...values) => { const done = values.pop(); fn(...values).then(value => done(null, value), error => done(error)); }),
    deprecate: fn => fn,
    isArray: Array.isArray,
    types: {
      isDate: value => value instanceof Date, isRegExp: value => value instanceof RegExp, isMap: value => value instanceof Map, isSet: value => value instanceof Set,
      isPromise: value => value instanceof Promise, isNativeError: value => value instanceof Error, isTypedArray: value => ArrayBuffer.isView(value) && tag(value) !== 'DataView',
      isUint8Array: value => value instanceof Uint8Array, isArrayBuffer: value => value instanceof ArrayBuffer, isGeneratorObject: value => tag(value) === 'Generator',
      isAsyncFunction: value => tag(value) === 'AsyncFunction',
    },
    TextEncoder, TextDecoder,
  };
};
