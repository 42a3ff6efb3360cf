(function (RegExp, exec) {
  'use strict';

  // ECMA-262 22.2.6, with what a script may have put in the place of exec, flags and the constructor.
  const integer = value => { const n = +value; return n !== n ? 0 : n - n % 1; };
  const length = value => { const n = integer(value); return n > 0 ? (n < 9007199254740991 ? n : 9007199254740991) : 0; };
  const isObject = value => (typeof value === 'object' && value !== null) || typeof value === 'function';

  const match = (expression, text) => {
    const own = expression.exec;
    if (typeof own !== 'function') return exec.call(expression, text);
    const found = expression.exec(text);
    if (!isObject(found) && found !== null) throw new TypeError('exec must give an object or null');
    return found;
  };

  const advance = (text, index, unicode) => {
    const code = unicode && index + 1 < text.length ? text.charCodeAt(index) : 0;
    return code >= 0xd800 && code < 0xdc00 ? index + 2 : index + 1;
  };

  const matches = (expression, text, flags, use) => {
    const unicode = flags.includes('u') || flags.includes('v');
    expression.lastIndex = 0;
    for (let found; (found = match(expression, text)) !== null;) {
      use(found);
      if (`${found[0]}` === '') expression.lastIndex = advance(text, length(expression.lastIndex), unicode);
    }
  };

  const groups = found => {
    const list = [], count = length(found.length);
    for (let i = 1; i < count; i++) list.push(found[i] === undefined ? undefined : `${found[i]}`);
    return list;
  };

  const fill = (template, text, position, matched, captures, named) => {
    let out = '';
    for (let i = 0; i < template.length; i++) {
      const next = template[i + 1];
      if (template[i] !== '$' || next === undefined) out += template[i];
      else if (next === '$') { out += '$'; i++; }
      else if (next === '&') { out += matched; i++; }
      else if (next === '`') { out += text.slice(0, position); i++; }
      else if (next === "'") { out += text.slice(position + matched.length); i++; }
      else if (next === '<' && named !== undefined && template.indexOf('>', i) > 0) {
        const end = template.indexOf('>', i), value = named[template.slice(i + 2, end)];
        out += value === undefined ? '' : `${value}`;
        i = end;
      } else {
        const two = +template.slice(i + 1, i + 3), one = +next;
        const digits = template[i + 2] >= '0' && template[i + 2] <= '9' && two >= 1 && two <= captures.length ? 2 : one >= 1 && one <= captures.length ? 1 : 0;
        if (digits === 0) { out += '$'; continue; }
        const value = captures[(digits === 2 ? two : one) - 1];
        out += value === undefined ? '' : value;
        i += digits;
      }
    }
    return out;
  };

  return {
    match(string) {
      const text = `${string}`, flags = `${this.flags}`;
      if (!flags.includes('g')) return match(this, text);
      const all = [];
      matches(this, text, flags, found => { all.push(`${found[0]}`); });
      return all.length === 0 ? null : all;
    },

    replace(string, replacement) {
      const text = `${string}`, flags = `${this.flags}`, all = [];
      const template = typeof replacement === 'function' ? undefined : `${replacement}`;
      if (flags.includes('g')) matches(this, text, flags, found => { all.push(found); });
      else {
        const found = match(this, text);
        if (found !== null) all.push(found);
      }

      let out = '', done = 0;
      for (const found of all) {
        const captures = groups(found), matched = `${found[0]}`, named = found.groups;
        const index = integer(found.index), position = index < 0 ? 0 : index > text.length ? text.length : index;
        const put = template === undefined
          ? `${replacement(matched, ...captures, position, text, ...(named === undefined ? [] : [named]))}`
          : fill(template, text, position, matched, captures, named);
        if (position >= done) {
          out += text.slice(done, position) + put;
          done = position + matched.length;
        }
      }
      return done >= text.length ? out : out + text.slice(done);
    },

    split(string, limit) {
      const text = `${string}`, made = this.constructor, parts = [];
      let Species = RegExp;
      if (made !== undefined) {
        if (!isObject(made)) throw new TypeError('constructor must be an object');
        Species = made[Symbol.species] ?? RegExp;
      }

      const flags = `${this.flags}`, unicode = flags.includes('u') || flags.includes('v');
      const splitter = new Species(this, flags.includes('y') ? flags : `${flags}y`), most = limit === undefined ? 4294967295 : limit >>> 0;
      if (most === 0) return parts;
      if (text.length === 0) return match(splitter, text) === null ? [text] : parts;
      let start = 0;
      for (let at = 0; at < text.length;) {
        splitter.lastIndex = at;
        const found = match(splitter, text);
        const end = found === null ? start : Math.min(length(splitter.lastIndex), text.length);
        if (found === null || end === start) { at = advance(text, at, unicode); continue; }
        parts.push(text.slice(start, at));
        if (parts.length === most) return parts;
        for (const group of groups(found)) {
          parts.push(group);
          if (parts.length === most) return parts;
        }
        start = at = end;
      }
      parts.push(text.slice(start));
      return parts;
    },
  };
})
