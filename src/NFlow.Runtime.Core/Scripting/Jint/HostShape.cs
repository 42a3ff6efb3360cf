using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// A <see cref="HostSurface"/> as one immutable object layout, shared by every engine: an engine pays for the members its scripts touch,
/// each made when it is first read.
/// </summary>
internal sealed class HostShape
{
    private readonly JsObjectShape _root;
    private readonly JsObjectShape _private;

    public HostShape(HostSurface surface)
    {
        var root = new Members();
        foreach (var function in surface.Functions.Where(function => !function.Name.StartsWith('$')))
            root.Add(function.Name, engine => Bind(engine, function));
        foreach (var library in surface.Libraries)
            foreach (var export in library.Exports)
                root.Add(export, engine => Scope(engine).Realm.Export(library, export));
        foreach (var global in surface.Globals)
            root.Add(global.Name, engine => Scope(engine).Globals.Read(global));
        foreach (var (alias, name) in surface.Aliases)
            root.Add(alias, engine => engine.Global.Get(name));
        _root = root.Build();

        var hidden = new JsObjectShape.Builder();
        foreach (var function in surface.Functions.Where(function => function.Name.StartsWith('$')))
            hidden.PerRealmSlot(function.Name, owner => Bind(owner.Engine, function), writable: false);
        _private = hidden.Build();
    }

    /// <summary>Puts the surface behind an engine's global object, where scripts find it and may shadow it.</summary>
    public void AttachTo(Engine engine) => engine.Global.Prototype = _root.Instantiate(engine);

    /// <summary>What libraries get as <c>host</c>.</summary>
    public ObjectInstance CreatePrivate(Engine engine) => _private.Instantiate(engine, null);

    private static JintScope Scope(Engine engine) => (JintScope)engine.Advanced.HostDefined!;

    private static ClrFunction Bind(Engine engine, HostFunction function) =>
        new(engine, function.Name[(function.Name.LastIndexOf('.') + 1)..], new HostFunctionBinding(Scope(engine), function).Invoke, function.Parameters.Count);

    /// <summary>The members of one object while the layout is built.</summary>
    private sealed class Members
    {
        private readonly Dictionary<string, Func<Engine, JsValue>> _values = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Members> _objects = new(StringComparer.Ordinal);

        public void Add(string path, Func<Engine, JsValue> value)
        {
            var dot = path.IndexOf('.');
            if (dot < 0)
            {
                _values[path] = value;
                return;
            }

            if (!_objects.TryGetValue(path[..dot], out var members))
                _objects[path[..dot]] = members = new Members();
            members.Add(path[(dot + 1)..], value);
        }

        public JsObjectShape Build()
        {
            var builder = new JsObjectShape.Builder();
            foreach (var (name, value) in _values)
                if (!_objects.ContainsKey(name))
                    builder.PerRealmSlot(name, owner => value(owner.Engine), enumerable: true);
            foreach (var (name, members) in _objects)
            {
                var shape = members.Build();
                builder.PerRealmSlot(name, owner => shape.Instantiate(owner.Engine), enumerable: true);
            }

            return builder.Build();
        }
    }
}
