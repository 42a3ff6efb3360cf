(function (host) {
  'use strict';

  const functions = new Map();
  const maxDepth = 50;
  const tokens = /\s+|"(?:[^"\\\n]|\\.)*"|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[\p{L}_][\p{L}\p{N}_]*|&&|\|\||[=!<>]=|[-+*/%!<>=(),|]/uy;
  const precedence = { '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6 };

  class RuleError extends Error {}

  const scan = (text, index) => {
    const found = [];
    tokens.lastIndex = 0;
    while (tokens.lastIndex < text.length) {
      const at = tokens.lastIndex;
      const match = tokens.exec(text);
      if (match === null) throw new RuleError('rule ' + (index + 1) + ', character ' + (at + 1) + ": unexpected '" + text[at] + "'");
      if (match[0].trim() !== '') found.push({ text: match[0], at });
    }
    return found;
  };

  const parse = (text, index, input, output) => {
    const items = scan(text, index);
    let next = 0;
    let depth = 0;
    const fail = (expected, item) => new RuleError('rule ' + (index + 1) + (item ? ', character ' + (item.at + 1) + ": unexpected '" + item.text + "'" : ': unexpected end') + ', expected ' + expected);
    const peek = () => items[next] && items[next].text;
    const take = (wanted, expected) => { const item = items[next]; if (!item || (wanted !== null && item.text !== wanted)) throw fail(expected || "'" + wanted + "'", item); next++; return item; };
    const isName = text => text !== undefined && /^[\p{L}_]/u.test(text);

    const primary = () => {
      const item = items[next];
      if (!item) throw fail('a value', item);
      next++;
      if (item.text === '(') { const inner = expression(1); take(')'); return inner; }
      if (item.text === '!') { const inner = primary(); return env => !truth(inner(env)); }
      if (item.text === '-') { const inner = primary(); return env => -number(inner(env), '-'); }
      if (item.text[0] === '"') { let value; try { value = JSON.parse(item.text); } catch { throw fail('a quoted text', item); } return () => value; }
      if (/^\d/.test(item.text)) { const value = Number(item.text); return () => value; }
      if (!isName(item.text)) throw fail('a value', item);
      if (item.text === 'true' || item.text === 'false') { const value = item.text === 'true'; return () => value; }
      if (peek() === '(') {
        const fn = functions.get(item.text);
        if (fn === undefined) throw new RuleError('rule ' + (index + 1) + ": there is no function '" + item.text + "'");
        next++;
        const values = [];
        while (peek() !== ')') { values.push(expression(1)); if (peek() !== ')') take(',', "',' or ')'"); }
        next++;
        return env => fn(...values.map(value => value(env)));
      }
      const [inInput, inOutput] = [Object.hasOwn(input, item.text), Object.hasOwn(output, item.text) || assigned.has(item.text)];
      if (!inInput && !inOutput) throw new RuleError('rule ' + (index + 1) + ": '" + item.text + "' is neither in the input nor in the output");
      if (inInput && inOutput) throw new RuleError('rule ' + (index + 1) + ": '" + item.text + "' is both in the input and in the output");
      return inInput ? env => env.input[item.text] : env => env.output[item.text];
    };

    const expression = least => {
      if (++depth > maxDepth) throw new RuleError('rule ' + (index + 1) + ': nested too deeply');
      let left = primary();
      while (precedence[peek()] >= least) {
        const operator = take(null).text;
        const [a, b] = [left, expression(precedence[operator] + 1)];
        left = operators[operator](a, b);
      }
      depth--;
      return left;
    };

    const assigned = parse.assigned;
    let condition = null;
    if (items.some(item => item.text === '|')) { condition = expression(1); take('|'); }
    const actions = [];
    do {
      const target = take(null, 'a name');
      if (!isName(target.text)) throw fail('a name', target);
      if (Object.hasOwn(input, target.text) || functions.has(target.text)) throw new RuleError('rule ' + (index + 1) + ": '" + target.text + "' cannot be assigned");
      take('=');
      actions.push([target.text, expression(1)]);
      assigned.add(target.text);
    } while (peek() === ',' && ++next);
    if (next < items.length) throw fail("','", items[next]);
    return { condition, actions };
  };

  const truth = value => value !== null && typeof value === 'object' ? Object.keys(value).length > 0 : Boolean(value);
  const number = (value, operator) => { if (typeof value !== 'number') throw new RuleError("'" + operator + "' needs numbers, not " + (value === null ? 'null' : typeof value)); return value; };
  const same = (a, b) => a === b || (a !== null && b !== null && typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
  const arithmetic = (operator, compute) => (a, b) => env => compute(number(a(env), operator), number(b(env), operator));
  const operators = {
    '||': (a, b) => env => truth(a(env)) || truth(b(env)),
    '&&': (a, b) => env => truth(a(env)) && truth(b(env)),
    '==': (a, b) => env => same(a(env), b(env)),
    '!=': (a, b) => env => !same(a(env), b(env)),
    '<': arithmetic('<', (a, b) => a < b),
    '>': arithmetic('>', (a, b) => a > b),
    '<=': arithmetic('<=', (a, b) => a <= b),
    '>=': arithmetic('>=', (a, b) => a >= b),
    '+': (a, b) => env => { const [left, right] = [a(env), b(env)]; return typeof left === 'string' && typeof right === 'string' ? left + right : number(left, '+') + number(right, '+'); },
    '-': arithmetic('-', (a, b) => a - b),
    '*': arithmetic('*', (a, b) => a * b),
    '/': arithmetic('/', (a, b) => a / b),
    '%': arithmetic('%', (a, b) => a % b),
  };

  const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);

  function rule_add_fx(name, fn) {
    if (typeof name !== 'string' || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) host.$expected('rule_add_fx', 'name', 'a name of letters, digits and _', name);
    if (typeof fn !== 'function') host.$expected('rule_add_fx', 'fn', 'a function', fn);
    functions.set(name, fn);
  }

  function rule_run(input, output, ...rules) {
    if (!isObject(input)) host.$expected('rule_run', 'input', 'an object', input);
    if (!isObject(output)) host.$expected('rule_run', 'output', 'an object', output);
    if (rules.length === 1 && Array.isArray(rules[0])) rules = rules[0];
    rules.forEach(rule => { if (typeof rule !== 'string') host.$expected('rule_run', 'rules', 'strings', rule); });
    try {
      parse.assigned = new Set();
      const compiled = rules.map((rule, index) => parse(rule, index, input, output));
      const env = { input, output: { ...output } };
      compiled.forEach((rule, index) => {
        if (rule.condition !== null && !truth(rule.condition(env))) return;
        for (const [name, value] of rule.actions) {
          const result = value(env);
          const old = env.output[name];
          if (old !== undefined && old !== null && typeof old !== typeof result) throw new RuleError('rule ' + (index + 1) + ": '" + name + "' holds a " + typeof old + ' and cannot become a ' + typeof result);
          env.output[name] = result;
        }
      });
      Object.assign(output, env.output);
      return { output, err: null };
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      const err = { error() { return error.message; } };
      Object.defineProperty(err, 'message', { value: error.message, enumerable: false });
      Object.defineProperty(err, 'toString', { value: () => error.message, enumerable: false });
      return { output: null, err };
    }
  }

  return { rule_add_fx, rule_run };
})
