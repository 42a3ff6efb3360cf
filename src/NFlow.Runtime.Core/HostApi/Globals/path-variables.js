(function (host) {
  'use strict';
  const variables = host.$path_vars();
  const methods = {
    get(name) { return Object.hasOwn(variables, host.$text('path_vars.get', 'name', name)) ? variables[name] : undefined; },
    set(name, value) { variables[host.$text('path_vars.set', 'name', name)] = value; },
    has(name) { return Object.prototype.propertyIsEnumerable.call(variables, host.$text('path_vars.has', 'name', name)); },
    getAll() { return { ...variables }; },
  };
  for (const name of Object.keys(methods))
    if (!Object.hasOwn(variables, name))
      Object.defineProperty(variables, name, { value: methods[name], writable: true, configurable: true, enumerable: false });
  return { path_vars: variables, vars: variables };
})
