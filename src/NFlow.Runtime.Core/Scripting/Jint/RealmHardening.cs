using System.Collections.Frozen;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using NFlow.Runtime.Recording;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Takes out of a fresh engine what no limit can stop, and puts checked functions in the place of the built-ins that could do too much
/// at once. Everything is made when a script first reads it; nothing is shared between engines but this table.
/// </summary>
internal static class RealmHardening
{
    /// <summary>Gone, and the name left to authors: a property like any they would make themselves.</summary>
    private static readonly string[] FreeNames =
    [
        "AsyncIterator", "BigInt", "DisposableStack", "FinalizationRegistry", "Generator", "Intl", "Iterator", "Temporal", "TypedArray", "WeakRef",
    ];

    /// <summary>Gone for good; the shared, immutable property costs an engine nothing.</summary>
    private static readonly string[] ReservedNames =
    [
        "AsyncDisposableStack", "Atomics", "BigInt64Array", "BigUint64Array", "DataView", "Float16Array", "ShadowRealm", "SharedArrayBuffer",
    ];

    /// <summary>Lazy iterators call each other natively, as deep as they are chained.</summary>
    private static readonly string[] IteratorHelpers =
    [
        "chunks", "constructor", "drop", "every", "filter", "find", "flatMap", "forEach", "includes", "join", "map", "reduce", "some", "take", "toArray", "windows",
    ];

    private static readonly CheckedFunction[] OfStrings =
    [
        new("concat", 1, CheckedStrings.Concat),
        new("includes", 1, CheckedStrings.Search, NeedsOriginal: true),
        new("indexOf", 1, CheckedStrings.Search, NeedsOriginal: true),
        new("lastIndexOf", 1, CheckedStrings.Search, NeedsOriginal: true),
        new("normalize", 0, CheckedStrings.Normalize),
        new("padEnd", 1, CheckedStrings.PadEnd),
        new("padStart", 1, CheckedStrings.PadStart),
        new("repeat", 1, CheckedStrings.Repeat),
        new("replace", 2, CheckedStrings.Replace, NeedsOriginal: true),
        new("replaceAll", 2, CheckedStrings.ReplaceAll, NeedsOriginal: true),
        new("split", 2, CheckedStrings.Search, NeedsOriginal: true),
    ];

    private static readonly CheckedFunction[] OfArrays =
    [
        new("concat", 1, CheckedArrays.Concat, NeedsOriginal: true),
        new("includes", 1, CheckedArrays.Search, NeedsOriginal: true),
        new("indexOf", 1, CheckedArrays.Search, NeedsOriginal: true),
        new("join", 1, CheckedArrays.Join),
        new("lastIndexOf", 1, CheckedArrays.Search, NeedsOriginal: true),
    ];

    /// <summary>Each calls its callback natively: bound to itself it would nest as deep as it is bound.</summary>
    private static readonly CheckedFunction[] OfArray =
    [
        new("from", 1, CheckedFunction.CallOriginal, NeedsOriginal: true),
        new("fromAsync", 1, CheckedFunction.CallOriginal, NeedsOriginal: true),
    ];

    private static readonly CheckedFunction[] OfObject = [new("groupBy", 2, CheckedFunction.CallOriginal, NeedsOriginal: true)];

    private static readonly CheckedFunction[] OfJson = [new("parse", 2, CheckedJson.Parse), new("stringify", 3, CheckedJson.Stringify)];

    private static readonly CheckedFunction[] OfPromise =
    [
        new("all", 1, CheckedPromises.Combine, NeedsOriginal: true),
        new("allSettled", 1, CheckedPromises.Combine, NeedsOriginal: true),
        new("any", 1, CheckedPromises.Combine, NeedsOriginal: true),
        new("race", 1, CheckedPromises.Combine, NeedsOriginal: true),
    ];

    private static readonly string[] Buffers =
    [
        "ArrayBuffer", "Float32Array", "Float64Array", "Int16Array", "Int32Array", "Int8Array", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray",
    ];

    /// <summary>Members by which a function can be had without naming it.</summary>
    private static readonly string[] Reflective = ["getOwnPropertyDescriptor", "getOwnPropertyDescriptors", "__proto__", "getPrototypeOf", "setPrototypeOf"];

    private static readonly PropertyDescriptor Gone = new(JsValue.Undefined, PropertyFlag.AllForbidden);

    /// <summary>Global names that stand for something else once the realm is hardened.</summary>
    public static FrozenSet<string> GlobalNames { get; } =
        new[] { FreeNames, ReservedNames, Buffers, ["JSON", "Map", "Promise", "Reflect", "Proxy", "globalThis"] }.SelectMany(names => names).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Member names that stand for something else once the realm is hardened.</summary>
    public static FrozenSet<string> MemberNames { get; } =
        new[] { OfStrings, OfArrays, OfArray, OfObject, OfPromise }.SelectMany(functions => functions).Select(function => function.Name)
            .Concat(IteratorHelpers).Concat(Reflective).ToFrozenSet(StringComparer.Ordinal);

    public static void Apply(JintScope scope)
    {
        var global = scope.Engine.Global;
        var iterators = Prototype(global, "Iterator");
        foreach (var name in IteratorHelpers)
            iterators.FastSetProperty(name, Gone);
        Replace(scope, Prototype(global, "String"), OfStrings);
        Replace(scope, scope.Engine.Intrinsics.Array.PrototypeObject, OfArrays);
        Replace(scope, scope.Engine.Intrinsics.Array, OfArray);
        Replace(scope, scope.Engine.Intrinsics.Object, OfObject);

        ReplaceGlobal(scope, "JSON", static (json, owner) => Replace(owner, json, OfJson));
        ReplaceGlobal(scope, "Map", static (map, owner) => Replace(owner, map, OfObject));
        ReplaceGlobal(scope, "Promise", static (_, owner) => owner.Realm.HardenPromises());
        foreach (var name in Buffers)
            ReplaceGlobal(scope, name, static (constructor, owner) => CheckedBuffers.Wrap(owner, constructor));
        foreach (var name in FreeNames)
            global.FastSetProperty(name, new PropertyDescriptor(JsValue.Undefined, PropertyFlag.NonEnumerable));
        foreach (var name in ReservedNames)
            global.FastSetProperty(name, Gone);
    }

    /// <summary>Promises are made by syntax and by host functions too: called when the first of them is about to be.</summary>
    public static void ApplyToPromises(JintScope scope, ObjectInstance promises)
    {
        Replace(scope, promises, OfPromise);
        promises.FastSetProperty("allKeyed", Gone);
        promises.FastSetProperty("allSettledKeyed", Gone);
    }

    /// <summary>Lets a tap decide what <c>Math.random()</c> gives.</summary>
    public static void TapChance(Engine engine, RunTap tap) =>
        ((ObjectInstance)engine.Global.Get("Math")).FastSetProperty(
            "random", new PropertyDescriptor(new ClrFunction(engine, "random", (_, _) => JsNumber.Create(tap.Random())), PropertyFlag.NonEnumerable));

    private static ObjectInstance Prototype(ObjectInstance global, string constructor) =>
        (ObjectInstance)((ObjectInstance)global.Get(constructor)).Get("prototype");

    private static void Replace(JintScope scope, ObjectInstance holder, CheckedFunction[] functions)
    {
        foreach (var function in functions)
        {
            var original = function.NeedsOriginal ? (Function)holder.Get(function.Name) : null;
            holder.FastSetProperty(function.Name, PropertyDescriptor.CreateLazy((scope, function, original), static made => made.function.Create(made.scope, made.original), PropertyFlag.NonEnumerable));
        }
    }

    private static void Replace(JintScope scope, JsValue holder, CheckedFunction[] functions) => Replace(scope, (ObjectInstance)holder, functions);

    /// <summary>Hardens what a global name stands for when the name is first read.</summary>
    private static void ReplaceGlobal(JintScope scope, string name, Func<JsValue, JintScope, JsValue?> harden)
    {
        var global = scope.Engine.Global;
        var original = global.GetOwnProperty(name);
        global.FastSetProperty(name, PropertyDescriptor.CreateLazy((scope, original, harden), static made => made.harden(made.original.Value, made.scope) ?? made.original.Value, PropertyFlag.NonEnumerable));
    }

    private static void ReplaceGlobal(JintScope scope, string name, Action<JsValue, JintScope> harden) =>
        ReplaceGlobal(scope, name, (value, owner) =>
        {
            harden(value, owner);
            return null;
        });
}
