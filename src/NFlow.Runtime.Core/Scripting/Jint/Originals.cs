using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Built-in objects of an engine, found by syntax alone: whatever earlier scripts have put under the global names, these are the ones the engine uses.</summary>
internal static class Originals
{
    private static readonly Prepared<Script> Boxing = Engine.PrepareScript("(function(){return this})", "nflow", strict: false);

    private static readonly Prepared<Script> Generator = Engine.PrepareScript("(function*(){})", "nflow");

    /// <summary>What texts inherit from.</summary>
    public static ObjectInstance StringPrototype(Engine engine) =>
        ((ObjectInstance)engine.Call(engine.Evaluate(Boxing), JsString.Empty, [])).Prototype!;

    /// <summary>What iterators inherit from: generators' prototype inherits from it.</summary>
    public static ObjectInstance IteratorPrototype(Engine engine) =>
        ((ObjectInstance)((ObjectInstance)engine.Evaluate(Generator)).Get("prototype")).Prototype!.Prototype!;
}
