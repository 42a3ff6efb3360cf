using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A <see cref="HostSurface"/> as objects of the script world. Immutable; shared by every engine.</summary>
internal sealed class HostWorld
{
    private readonly HostLayout _root;
    private readonly JsObjectShape _private;

    public HostWorld(HostSurface surface)
    {
        var root = new HostLayout.Builder();
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
    public void AttachTo(Engine engine) => engine.Global.Prototype = new HostObject(engine, _root);

    /// <summary>What libraries get as <c>host</c>. It has no prototype, so that no script can put anything into it.</summary>
    public ObjectInstance CreatePrivate(Engine engine) => _private.Instantiate(engine, null);

    private static JintScope Scope(Engine engine) => (JintScope)engine.Advanced.HostDefined!;

    private static ClrFunction Bind(Engine engine, HostFunction function) =>
        new(engine, function.Name[(function.Name.LastIndexOf('.') + 1)..], new HostFunctionBinding(Scope(engine), function).Invoke, function.Parameters.Count);
}
